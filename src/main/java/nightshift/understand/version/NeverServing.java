package nightshift.understand.version;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nightshift.fact.Change;
import nightshift.fact.Regression;
import nightshift.fact.inventory.Deployed;
import nightshift.fact.inventory.Release;
import nightshift.fact.inventory.Replica;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.SignalRole;
import nightshift.understand.version.RegressionTracker.Circumstances;

/// A version of which no replica ever takes requests, while those that were there before become fewer. Nothing
/// can be compared then, since it does nothing: it is told by what its platform says of each replica, or else by
/// processes that are heard and answer nobody, or are not heard at all.
final class NeverServing {
    private final Change change;
    private final Circumstances circumstances;
    private final Instant newest;

    NeverServing(Change change, Circumstances circumstances) {
        this.change = change;
        this.circumstances = circumstances;
        newest = circumstances.readings().newest();
    }

    /// By the platform: all replicas that began with the change are unready for long, and some are missing for users.
    Optional<Regression> unready() {
        Optional<Deployed> workload = circumstances.inventory().of(change.service());
        List<Replica> fresh = workload.stream()
                .flatMap(deployed -> deployed.replicas().stream())
                .filter(replica -> replica.since().isAfter(change.at().minus(RegressionConfig.EARLY)))
                .filter(replica ->
                        change.previousVersion().isEmpty() || !replica.version().says(change.previousVersion()))
                .toList();
        boolean none = !fresh.isEmpty()
                && fresh.stream().allMatch(replica -> replica.readiness() == Replica.Readiness.UNREADY);
        boolean missed = workload.stream().anyMatch(deployed -> deployed.missing() > 0);
        return fresh.stream()
                .map(Replica::since)
                .min(Comparator.naturalOrder())
                .filter(first -> none && missed && late(first))
                .flatMap(first -> reading(SignalRole.READINESS)
                        .map(now -> found(now, 1, now.value(), RegressionConfig.NEVER_READY, first)));
    }

    /// By its silence: with the change the service stopped reporting, nothing of it was heard since for longer than a
    /// start takes, and whoever asks is worse off. A collector that fails at the same time makes nobody fail.
    Optional<Regression> unheard() {
        return endedWith(Optional.ofNullable(circumstances.silent().get(change.service())));
    }

    /// The same of its answers, where its processes are heard and do not say which version they run: with the
    /// change the last request was answered, by whichever of them.
    Optional<Regression> unanswered() {
        boolean ready = circumstances.inventory().of(change.service()).stream()
                .flatMap(workload -> workload.replicas().stream())
                .anyMatch(replica -> replica.readiness() == Replica.Readiness.READY);
        return ready
                ? Optional.empty()
                : endedWith(circumstances.readings().of(change.service(), SignalRole.REQUEST_RATE).stream()
                        .map(Reading::windowEnd)
                        .max(Comparator.naturalOrder()));
    }

    /// @param last when something of it was heard last, if ever
    private Optional<Regression> endedWith(Optional<Instant> last) {
        return last.filter(end -> !end.isBefore(change.at().minus(RegressionConfig.EARLY))
                        && end.isBefore(change.at().plus(RegressionConfig.STARTS_WITHIN)))
                .filter(end -> late(end) && late(change.at()) && hurts(change.at()))
                .flatMap(end -> reading(SignalRole.REQUEST_RATE).flatMap(rate -> missing(rate, end)));
    }

    private Optional<Regression> missing(Reading rate, Instant last) {
        double usual = rate.expected().forecast();
        double expected = usual * Duration.between(last, newest).toSeconds();
        return expected >= RegressionConfig.LEAST_REQUESTS
                ? Optional.of(found(rate, usual, 0, 1 - Math.exp(-expected), last))
                : Optional.empty();
    }

    /// By its silence: its processes are heard, the old one would have answered many requests meanwhile, it has
    /// answered none, and whoever asks is worse off. A version that is kept in reserve hurts nobody.
    ///
    /// @param answers rows of requests that each version answered, one table for each signal
    Optional<Regression> unasked(Collection<Answers> answers) {
        return circumstances.inventory().of(change.service()).stream()
                .flatMap(workload -> workload.releases().stream())
                .filter(release -> release.running()
                        && release.version().says(change.version())
                        && release.since().isAfter(change.at().minus(RegressionConfig.EARLY))
                        && late(release.since())
                        && hurts(release.since()))
                .findFirst()
                .flatMap(release -> answersNobody(release, answers));
    }

    /// What two versions answered.
    ///
    /// @param before rows of the old one before the change
    /// @param silent whether the new one has no rows at all
    record Answers(VersionRows old, List<VersionRows.Row> before, boolean silent) {
        /// Requests a second.
        double rate() {
            double seconds = before.size() * Math.max(1, old.step().toSeconds());
            return before.isEmpty() ? 0 : VersionRows.count(before) / seconds;
        }
    }

    private Optional<Regression> answersNobody(Release release, Collection<Answers> answers) {
        double rate = answers.stream().mapToDouble(Answers::rate).max().orElse(0);
        double expected = rate * Duration.between(release.since(), newest).toSeconds();
        boolean silent = answers.stream().allMatch(Answers::silent);
        return silent && expected >= RegressionConfig.LEAST_REQUESTS
                ? reading(SignalRole.REQUEST_RATE)
                        .map(now -> found(now, rate, 0, 1 - Math.exp(-expected), release.since()))
                : Optional.empty();
    }

    private boolean late(Instant first) {
        return !first.plus(RegressionConfig.STARTS_WITHIN).isAfter(newest);
    }

    private boolean hurts(Instant since) {
        Instant from = since.minus(RegressionConfig.EARLY);
        return circumstances.anomalies().stream()
                .anyMatch(anomaly -> anomaly.rising()
                        && !anomaly.since().isBefore(from)
                        && anomaly.tellsHowServes(change.service()));
    }

    private Optional<Reading> reading(SignalRole role) {
        return Stream.of(change.service(), change.entity())
                .flatMap(entity -> circumstances.readings().of(entity, role).stream())
                .filter(reading -> reading.key().attributes().isEmpty())
                .findFirst();
    }

    private Regression found(Reading reading, double before, double after, double confidence, Instant since) {
        return new Regression(
                change.service(),
                change.id(),
                change.version(),
                change.previousVersion(),
                reading.key().signal().name(),
                reading.key().signal().meaning(),
                before,
                after,
                confidence,
                since);
    }
}
