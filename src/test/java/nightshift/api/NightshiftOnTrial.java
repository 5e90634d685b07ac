package nightshift.api;

import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import nightshift.KnownSignals;
import nightshift.act.ActConfig;
import nightshift.act.Dispatcher;
import nightshift.act.target.NoTarget;
import nightshift.api.access.Exposure;
import nightshift.api.access.GateConfig;
import nightshift.api.access.Tokens;
import nightshift.api.rest.FollowConfig;
import nightshift.decide.DecideConfig;
import nightshift.decide.Rulebook;
import nightshift.decide.compile.RuleCompiler;
import nightshift.fact.decision.Command;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.SignalRole;
import nightshift.journal.Journal;
import nightshift.loop.Nightshift;
import nightshift.loop.Pacer;
import nightshift.loop.Stages;
import nightshift.loop.TurnTimes;
import nightshift.loop.WatchedThread;
import nightshift.observe.ObserveConfig;
import nightshift.observe.Observer;
import nightshift.observe.naming.SignalDictionary;
import nightshift.observe.otlp.PortUnavailableException;
import nightshift.understand.Analyst;
import nightshift.understand.UnderstandConfig;
import nightshift.understand.detect.forecast.StatisticalForecaster;
import nightshift.understand.diagnose.GraphRanking;

/// The one Nightshift behind the REST and browser tests: a real journal in a folder of its own, and a
/// clock that the tests move.
@Singleton
@Alternative
public class NightshiftOnTrial {
    public static final Instant START = Instant.parse("2026-03-01T03:00:00Z");

    private final AtomicReference<Instant> clock = new AtomicReference<>(START.plusSeconds(3600));
    private final Journal journal;
    private final Path rules;
    private final Observer observer = new Observer(ObserveConfig.defaults(), SignalDictionary.shipped());
    private final Nightshift nightshift;

    NightshiftOnTrial() {
        this(UnaryOperator.identity());
    }

    /// @param deciding what its rules are set to
    NightshiftOnTrial(UnaryOperator<DecideConfig> deciding) {
        try {
            journal = Journal.open(Files.createTempDirectory("nightshift-api-test"), KnownSignals::meaning);
            rules = shippedRules(Files.createTempDirectory("nightshift-api-rules"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Rulebook rulebook = new Rulebook(deciding.apply(DecideConfig.of(rules)), new RuleCompiler(), List.of());
        new WatchedThread("rule-watcher", rulebook::look, Duration.ofMillis(100), clock::get).start();
        nightshift = new Nightshift(
                new Stages(observer, analyst(), rulebook, dispatcher(journal, clock::get)),
                journal,
                clock::get,
                new TurnTimes(() -> 0));
    }

    private static Path shippedRules(Path copy) throws IOException {
        for (String folder : List.of("healing", "policy")) {
            Files.createDirectory(copy.resolve(folder));
            try (Stream<Path> files = Files.list(Path.of("rules", folder))) {
                for (Path file : files.toList()) {
                    Files.copy(file, copy.resolve(folder).resolve(file.getFileName()));
                }
            }
        }
        return copy;
    }

    private static Analyst analyst() {
        StatisticalForecaster forecaster = StatisticalForecaster.chosen();
        return new Analyst(UnderstandConfig.defaults(), forecaster, forecaster, new GraphRanking(), List.of());
    }

    private static Dispatcher dispatcher(Journal journal, InstantSource clock) {
        NoTarget none = new NoTarget("no targets in this test");
        return new Dispatcher(
                ActConfig.defaults(), action -> none, rule -> Optional.empty(), journal, Runnable::run, clock);
    }

    @Produces
    @Singleton
    Nightshift nightshift() {
        return nightshift;
    }

    @Produces
    @Singleton
    Pacer pacer() {
        return new Pacer(nightshift, () -> START);
    }

    /// From this machine a test may speak in somebody's name.
    @Produces
    @Singleton
    GateConfig gate() {
        return new GateConfig(new Exposure("127.0.0.1", Tokens.parse("")), Set.of(), Set.of("127.0.0.1"));
    }

    @Produces
    @Singleton
    FollowConfig following() {
        return FollowConfig.of(FollowConfig.MOST);
    }

    public Journal journal() {
        return journal;
    }

    /// A copy of the shipped rules, which is watched.
    public Path rules() {
        return rules;
    }

    /// A new story in a service that no other test uses.
    public Story story(String service) {
        return new Story(journal, service, START);
    }

    /// Goes round once and says whether a rule file has a problem.
    public boolean refusesARuleFile() {
        step();
        return !nightshift.rules().problems().isEmpty();
    }

    /// Ends a pause that a test began.
    public void resume() {
        nightshift.submit(new Command.Resume("test", "", nightshift.now()));
        step();
    }

    /// Two hundred seconds in which a service answers its requests as usual, half a minute of them
    /// slowly at the end.
    public void serves(String service) {
        Requests requests = new Requests(service);
        for (int window = 0; window < 20; window++) {
            Instant at = clock.updateAndGet(now -> now.plusSeconds(10));
            requests.took(window < 17 ? 0.020 + 0.001 * (window % 3) : 0.9, observer, at);
            nightshift.step(at);
        }
        nightshift.step(clock.updateAndGet(now -> now.plusSeconds(20)));
    }

    /// Services answer side by side as usual, each ten seconds.
    public void serves(Duration time, String... services) {
        Instant until = clock.get().plus(time);
        while (clock.get().isBefore(until)) {
            Instant at = clock.updateAndGet(now -> now.plusSeconds(10));
            for (String service : services) {
                new Requests(service).took(0.020 + 0.001 * (at.getEpochSecond() / 10 % 3), observer, at);
            }
            nightshift.step(at);
        }
        nightshift.step(clock.updateAndGet(now -> now.plusSeconds(6)));
    }

    /// So many services answer and call each other for some windows, as they say over the OTLP port; those that are
    /// live already go on as they are.
    public void servesMany(int services, int windows) {
        EntityId last = EntityId.service("shop", ManyServices.called(services - 1));
        boolean live = nightshift.assessment().stream()
                .flatMap(belief -> belief.readings().of(last, SignalRole.REQUEST_LATENCY).stream())
                .findAny()
                .isPresent();
        if (!live) {
            send(new ManyServices(services), windows);
        }
        nightshift.step(clock.updateAndGet(now -> now.plusSeconds(live ? 1 : 20)));
    }

    private void send(ManyServices services, int windows) {
        try (OtlpPort port = new OtlpPort(observer, clock::get)) {
            for (int window = 0; window < windows; window++) {
                Instant at = clock.updateAndGet(now -> now.plusSeconds(10));
                port.send("/v1/metrics", services.metrics(at));
                port.send("/v1/traces", services.spans(at));
                nightshift.step(at);
            }
        } catch (PortUnavailableException none) {
            throw new IllegalStateException(none);
        }
    }

    public Instant now() {
        return clock.get();
    }

    /// Nobody sends anything for a while, in which it goes round each ten seconds.
    public void silentFor(Duration time) {
        Instant until = clock.get().plus(time);
        while (clock.get().isBefore(until)) {
            nightshift.step(clock.updateAndGet(now -> now.plusSeconds(10)));
        }
    }

    /// Moves the clock by a second and goes round once.
    public void step() {
        nightshift.step(clock.updateAndGet(now -> now.plusSeconds(1)));
    }
}
