package nightshift.app.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nightshift.act.ActConfig;
import nightshift.act.Dispatcher;
import nightshift.app.assembly.Shared;
import nightshift.app.settings.Capacity;
import nightshift.decide.DecideConfig;
import nightshift.decide.Rulebook;
import nightshift.journal.Journal;
import nightshift.loop.Nightshift;
import nightshift.loop.Stages;
import nightshift.loop.TurnTimes;
import nightshift.observe.Observer;
import nightshift.understand.Analyst;
import nightshift.understand.UnderstandConfig;
import nightshift.understand.detect.DetectorConfig;
import nightshift.understand.detect.forecast.Forecasters;
import nightshift.understand.diagnose.GraphRanking;

/// One Nightshift to be measured, in a directory that is deleted afterwards.
public record TurnBenchSite(Nightshift nightshift, Observer observer, Analyst analyst, int watched, Path data)
        implements AutoCloseable {

    /// Makes them: the shipped rules, the shipped model, a journal on disk, no targets.
    public record Source(Path rules, Shared shared) {
        /// With room for so many watched series and any number of others, and plots as short as they may
        /// be, so that the figures are those of the turn and not of the collector of garbage.
        TurnBenchSite open(int series) {
            Capacity usual = capacity();
            Capacity wide =
                    new Capacity(4 * series, series, 4 * series, 30_000, usual.pendingSpans(), usual.closedWindows());
            DetectorConfig standard = DetectorConfig.STANDARD;
            return open(
                    wide, new DetectorConfig(series, 64, standard.newLevelAfter(), standard.doubt(), standard.slow()));
        }

        /// As a server has it.
        TurnBenchSite openDefault() {
            return open(capacity(), DetectorConfig.STANDARD.series(capacity().watched()));
        }

        private static Capacity capacity() {
            return Capacity.of(Runtime.getRuntime().maxMemory());
        }

        /// One that knows nothing yet, over the same journal.
        Analyst another(TurnBenchSite site) {
            return analyst(
                    DetectorConfig.STANDARD.series(site.watched()),
                    site.nightshift().journal());
        }

        private Analyst analyst(DetectorConfig detecting, Journal journal) {
            Forecasters forecasters = shared.models().forecasters();
            UnderstandConfig usual = UnderstandConfig.defaults();
            return new Analyst(
                    new UnderstandConfig(
                            usual.silent(),
                            usual.changeMemory(),
                            detecting,
                            usual.breaches(),
                            usual.objectives(),
                            usual.regressions(),
                            usual.incidents()),
                    forecasters.model(),
                    forecasters.fallback(),
                    new GraphRanking(),
                    journal.openIncidents());
        }

        private TurnBenchSite open(Capacity capacity, DetectorConfig detecting) {
            try {
                Path data = Files.createTempDirectory("nightshift-bench-turn");
                Journal journal = Journal.open(data, shared.dictionary()::meaning);
                Observer observer = new Observer(capacity.observing(), shared.dictionary());
                Analyst analyst = analyst(detecting, journal);
                Rulebook rulebook = new Rulebook(DecideConfig.of(rules), shared.compiler(), List.of());
                Dispatcher dispatcher = new Dispatcher(
                        ActConfig.defaults(),
                        action -> {
                            throw new IllegalStateException("the benchmark has no target for " + action.type());
                        },
                        rule -> Optional.empty(),
                        journal,
                        Runnable::run,
                        InstantSource.fixed(Instant.EPOCH));
                Nightshift nightshift = new Nightshift(
                        new Stages(observer, analyst, rulebook, dispatcher),
                        journal,
                        () -> Instant.EPOCH,
                        new TurnTimes(System::nanoTime));
                return new TurnBenchSite(nightshift, observer, analyst, detecting.series(), data);
            } catch (IOException unwritable) {
                throw new UncheckedIOException(unwritable);
            }
        }
    }

    @Override
    public void close() {
        nightshift.close();
        try (Stream<Path> all = Files.walk(data)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }
}
