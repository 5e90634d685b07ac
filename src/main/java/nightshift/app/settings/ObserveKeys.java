package nightshift.app.settings;

import io.smallrye.config.WithConverter;
import java.time.Duration;
import java.util.Optional;
import nightshift.app.settings.Converters.AsCount;
import nightshift.app.settings.Converters.AsDuration;
import nightshift.app.settings.Converters.AsShare;
import nightshift.observe.ObserveConfig;
import nightshift.observe.changes.ChangesConfig;
import nightshift.observe.identity.NamesConfig;
import nightshift.observe.identity.RosterConfig;
import nightshift.observe.series.SeriesConfig;
import nightshift.observe.sketch.LatencyConfig;

/// What the observing stage can be told.
final class ObserveKeys {
    private ObserveKeys() {}

    interface Intake {
        @WithConverter(AsDuration.class)
        Optional<Duration> window();

        @WithConverter(AsDuration.class)
        Optional<Duration> lateness();

        @WithConverter(AsDuration.class)
        Optional<Duration> ahead();

        @WithConverter(AsDuration.class)
        Optional<Duration> stale();
    }

    interface Limits {
        @WithConverter(AsCount.class)
        Optional<Integer> series();

        @WithConverter(AsCount.class)
        Optional<Integer> watched();

        @WithConverter(AsCount.class)
        Optional<Integer> streams();

        @WithConverter(AsCount.class)
        Optional<Integer> sources();

        @WithConverter(AsCount.class)
        Optional<Integer> attributes();

        @WithConverter(AsCount.class)
        Optional<Integer> dependencies();

        @WithConverter(AsCount.class)
        Optional<Integer> spans();

        @WithConverter(AsCount.class)
        Optional<Integer> workloads();

        @WithConverter(AsCount.class)
        Optional<Integer> replicas();
    }

    interface Names {
        @WithConverter(AsDuration.class)
        Optional<Duration> forgotten();

        @WithConverter(AsCount.class)
        Optional<Integer> calls();

        @WithConverter(AsCount.class)
        Optional<Integer> servers();
    }

    interface Latency {
        @WithConverter(AsDuration.class)
        Optional<Duration> answered();

        @WithConverter(AsDuration.class)
        Optional<Duration> streamed();

        @WithConverter(AsCount.class)
        Optional<Integer> answers();

        @WithConverter(AsShare.class)
        Optional<Double> between();
    }

    interface Changes {
        @WithConverter(AsDuration.class)
        Optional<Duration> memory();

        @WithConverter(AsCount.class)
        Optional<Integer> remembered();

        @WithConverter(AsDuration.class)
        Optional<Duration> same();

        @WithConverter(AsDuration.class)
        Optional<Duration> settling();

        @WithConverter(AsDuration.class)
        Optional<Duration> absence();
    }

    /// Who lets more series in says apart that they are to be watched, since that is what fills the heap.
    static Capacity capacity(Limits written, Capacity usual) {
        int series = written.series().orElse(usual.series());
        return new Capacity(
                series,
                written.watched().orElse(Math.min(series, usual.watched())),
                written.streams().orElse(usual.streams()),
                written.dependencies().orElse(usual.dependencies()),
                written.spans().orElse(usual.pendingSpans()),
                usual.closedWindows());
    }

    static ObserveConfig filled(Configuration written, Capacity capacity, Mistakes mistakes) {
        ObserveConfig usual = capacity.observing();
        return usual.series(mistakes.guarded(
                        "nightshift.intake.window", () -> series(written, usual.series()), usual.series()))
                .roster(roster(written.limits(), usual.roster()))
                .names(names(written.names(), usual.names()))
                .latency(mistakes.guarded(
                        "nightshift.latency.streamed",
                        () -> latency(written.latency(), usual.latency(), mistakes),
                        usual.latency()))
                .changes(changes(written.changes(), usual.changes()));
    }

    private static SeriesConfig series(Configuration written, SeriesConfig usual) {
        Intake intake = written.intake();
        SeriesConfig.Limits limits = usual.limits();
        return new SeriesConfig(
                intake.window().orElse(usual.window()),
                intake.lateness().orElse(usual.lateness()),
                intake.ahead().orElse(usual.ahead()),
                intake.stale().orElse(usual.staleAfter()),
                usual.firstPointReach(),
                new SeriesConfig.Limits(
                        limits.series(),
                        limits.streams(),
                        written.limits().sources().orElse(limits.sources()),
                        written.limits().attributes().orElse(limits.attributeSets()),
                        limits.attributeLength()),
                usual.ownPorts());
    }

    private static RosterConfig roster(Limits written, RosterConfig usual) {
        return new RosterConfig(
                written.workloads().orElse(usual.workloads()),
                written.replicas().orElse(usual.replicas()),
                usual.releases(),
                usual.goneAfter());
    }

    private static NamesConfig names(Names written, NamesConfig usual) {
        return new NamesConfig(
                written.forgotten().orElse(usual.forgottenAfter()),
                written.calls().orElse(usual.calls()),
                written.servers().orElse(usual.servers()));
    }

    private static LatencyConfig latency(Latency written, LatencyConfig usual, Mistakes mistakes) {
        Duration answered = written.answered().orElse(usual.answered());
        Duration streamed = written.streamed().orElse(usual.streamed());
        if (streamed.compareTo(answered) <= 0) {
            mistakes.at("nightshift.latency.streamed", "expected more than nightshift.latency.answered");
            return usual;
        }
        return new LatencyConfig(
                answered,
                streamed,
                written.answers().orElse(usual.answers()),
                written.between().orElse(usual.between()));
    }

    private static ChangesConfig changes(Changes written, ChangesConfig usual) {
        return new ChangesConfig(
                written.remembered().orElse(usual.remembered()),
                written.same().orElse(usual.same()),
                written.settling().orElse(usual.settling()),
                written.absence().orElse(usual.absence()));
    }
}
