package nightshift.app.server;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import nightshift.act.target.Actuator;
import nightshift.act.target.ProvenPages;
import nightshift.api.access.Tokens;
import nightshift.app.assembly.Actuators;
import nightshift.app.assembly.Assembly;
import nightshift.app.assembly.Shared;
import nightshift.app.settings.Settings;
import nightshift.app.settings.StageConfigs;
import nightshift.decide.compile.KeptClasses;
import nightshift.decide.live.LiveConfig;
import nightshift.decide.live.Rehearsal;
import nightshift.decide.live.RuleHold;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;
import nightshift.fact.ActionType;
import nightshift.fact.Incident;
import nightshift.journal.Journal;
import nightshift.journal.Retention;
import nightshift.loop.ForwardClock;
import nightshift.loop.Nightshift;
import nightshift.loop.Pacer;
import nightshift.loop.Watchdog;
import nightshift.loop.WatchedThread;
import nightshift.observe.kubernetes.KubernetesWatch;
import nightshift.observe.otlp.OtlpGrpcServer;
import nightshift.observe.otlp.OtlpHttpServer;
import nightshift.observe.otlp.PortUnavailableException;
import nightshift.observe.otlp.request.OtlpConfig;
import nightshift.observe.otlp.request.OtlpIntake;

/// A live Nightshift with its ports: OTLP in, the loop by the wall clock, actions on virtual threads.
final class Server implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Server.class.getName());

    /// The journal may be what the loop is stuck in: a page does not wait for it.
    private static final Duration JOURNAL_ANSWERS = Duration.ofSeconds(2);

    private final Settings settings;
    private final Held held;
    private final Assembly assembly;
    private final Pacer pacer;
    private final Shutdown shutdown;
    private final DecisionLog decisions;
    private final Optional<KubernetesWatch> watch;
    private final List<WatchedThread> beside;
    private final OtlpGrpcServer grpc;
    private final OtlpHttpServer http;

    private Server(Settings settings, Held held, Assembly assembly, Ports ports) {
        this.settings = settings;
        this.held = held;
        this.assembly = assembly;
        this.pacer = new Pacer(assembly.nightshift(), held.clock());
        this.shutdown = new Shutdown(settings.deadlines().shutdown(), Runtime.getRuntime()::halt);
        this.decisions = new DecisionLog(assembly.nightshift().journal());
        this.watch = watch(settings, held, assembly);
        this.beside = beside(held.clock());
        this.grpc = ports.grpc();
        this.http = ports.http();
    }

    /// What is let go of at the end.
    private record Held(
            InstantSource clock,
            Shared shared,
            Actuators actuators,
            ExecutorService effects,
            RehearsalProcess rehearsal,
            BrokenEnds ends) {}

    private record Ports(OtlpGrpcServer grpc, OtlpHttpServer http) {}

    private static KeptClasses compiled(Path data) {
        return ThisBuild.identity()
                .map(build -> KeptClasses.in(data.resolve("rules-compiled"), build))
                .orElseGet(KeptClasses::nowhere);
    }

    /// Opens everything; nothing turns before [#begin].
    ///
    /// @throws CommandFailure naming the key of a port that is taken
    static Server open(Settings settings, Vertx vertx) {
        Tokens tokens = Tokens.parse(settings.access().token().orElse(""));
        ForwardClock clock = new ForwardClock(InstantSource.system(), System::nanoTime);
        BrokenEnds ends = BrokenEnds.open(settings.directories().data(), clock);
        new Guardian(ends, Runtime.getRuntime()::halt).guardAll();
        Shared shared = Shared.open(
                settings.directories().models(), compiled(settings.directories().data()));
        Thread loading = Thread.ofPlatform()
                .name("model-loading")
                .start(() -> shared.models().report());
        Actuators actuators = Actuators.of(settings, clock);
        ExecutorService effects = Executors.newVirtualThreadPerTaskExecutor();
        RehearsalProcess rehearsal = RehearsalProcess.of(
                settings.stages().deciding(), settings.directories().data());
        Assembly assembly;
        try (StartingPage ignored = StartingPage.open(
                vertx, settings.ports(), settings.directories().data())) {
            assembly = Assembly.of(
                    new Assembly.Parts(
                            clock,
                            settings.directories().data(),
                            hold(settings.directories(), ends, clock),
                            actuators.table(),
                            effects,
                            stages(settings, rehearsal)),
                    shared);
        }
        actuators.running().follow(assembly.nightshift()::assessment);
        actuators.proven().follow(assembly.nightshift().journal()::knownGood);
        OtlpConfig config = settings.receiving().tokens(tokens.secrets());
        OtlpIntake intake = new OtlpIntake(config, assembly.observer(), clock, clock::behind);
        await(loading);
        try {
            Ports ports = ports(config, intake, vertx);
            return new Server(settings, new Held(clock, shared, actuators, effects, rehearsal, ends), assembly, ports);
        } catch (CommandFailure taken) {
            assembly.nightshift().close();
            throw taken;
        }
    }

    /// Somebody may have taken a port since the start looked at it.
    private static Ports ports(OtlpConfig config, OtlpIntake intake, Vertx vertx) {
        String key = "nightshift.otlp.grpc.port";
        try {
            OtlpGrpcServer grpc = new OtlpGrpcServer(config, intake);
            key = "nightshift.otlp.http.port";
            return new Ports(grpc, new OtlpHttpServer(config, intake, vertx));
        } catch (PortUnavailableException taken) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, key + ": " + taken.getMessage());
        }
    }

    /// Ready means that the first forecast does not wait for PyTorch; it loads while the rules compile.
    private static void await(Thread loading) {
        try {
            loading.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// With what is for a live process alone: rules are evaluated on a thread, and compiled elsewhere first.
    private static StageConfigs stages(Settings settings, Rehearsal rehearsal) {
        return settings.stages().watchedBy(new EvaluationThread()).rehearsedBy(rehearsal);
    }

    private static RuleHold hold(Settings.Directories directories, BrokenEnds ends, InstantSource clock) {
        RulesAside aside = new RulesAside(directories.data(), directories.rules());
        if (ends.row()) {
            aside.set(clock.instant());
        } else {
            aside.liftIfEdited();
        }
        aside.reason().ifPresent(reason -> LOG.log(Level.WARNING, reason));
        return aside;
    }

    /// Follows the cluster, where that is wanted.
    private static Optional<KubernetesWatch> watch(Settings settings, Held held, Assembly assembly) {
        return held.actuators()
                .cluster()
                .filter(access -> settings.kubernetes().observe())
                .map(access -> access.watch(settings.kubernetes().watching(), assembly.observer(), held.clock()));
    }

    /// What runs beside the loop, each on a thread of its own, and is named in health when it fails.
    private List<WatchedThread> beside(InstantSource clock) {
        Watchdog.Config config = Watchdog.Config.after(settings.watchdog());
        Watchdog watchdog = new Watchdog(config, pacer, this::ring, this::journal);
        pacer.alsoTell(watchdog::trouble);
        Retention retention = new Retention(assembly.nightshift().journal(), settings.retention());
        List<WatchedThread> threads = new ArrayList<>(List.of(
                new WatchedThread("decision-log", decisions::look, DecisionLog.LOOK, clock),
                new WatchedThread("journal-retention", () -> retention.look(clock.instant()), Retention.LOOK, clock),
                new WatchedThread("rule-watcher", assembly.rulebook()::look, LiveConfig.LOOK, clock),
                new WatchedThread("watchdog", () -> watchdog.look(clock.instant()), config.look(), clock)));
        watch.ifPresent(cluster ->
                threads.add(new WatchedThread("kubernetes-watch", cluster::look, KubernetesWatch.LOOK, clock)));
        pacer.alsoTell(retention::trouble);
        threads.forEach(pacer::alsoWatch);
        return threads;
    }

    private Optional<String> ring(String id, Incident incident, String summary, String reason) {
        Action page = new Action(ActionType.ESCALATE, incident.entity(), Map.of("summary", summary));
        ProvenPages pages = new ProvenPages(
                held.actuators().table(), new WithinReach(assembly.nightshift().journal()::head, JOURNAL_ANSWERS));
        Actuator.Answer answer = pages.of(page).start(new Actuator.Order(id, page, incident.id(), reason));
        return answer.result() == ActionResult.SUCCEEDED ? Optional.empty() : Optional.of(answer.detail());
    }

    private boolean journal(String incident, String text, Instant now) {
        Journal journal = assembly.nightshift().journal();
        journal.append(
                "watchdog.page", incident, new JsonObject().put("text", text).encode(), now);
        return journal.unwritable().isEmpty();
    }

    Nightshift nightshift() {
        return assembly.nightshift();
    }

    Pacer pacer() {
        return pacer;
    }

    /// Begins to turn.
    void begin() {
        pacer.start(settings.turn());
        watch.ifPresent(KubernetesWatch::start);
        beside.forEach(WatchedThread::start);
        held.rehearsal().keepOneWaiting(); // not before, since a start needs the processor itself
        LOG.log(
                Level.INFO,
                "Nightshift takes OTLP on {0}:{1,number,#} (gRPC) and :{2,number,#} (HTTP)",
                settings.ports().host(),
                grpc.port(),
                http.port());
    }

    /// Once the page can be opened.
    void listening(int port) {
        LOG.log(
                Level.INFO,
                "the page is at http://{0}:{1,number,#}",
                settings.ports().host(),
                port);
    }

    /// Stops taking in, ends the turn that is going on, lets go of the journal; all within one deadline.
    @Override
    public void close() {
        shutdown.within(() -> {
            grpc.close();
            http.close();
            pacer.close();
            shutdown.end(held.effects());
            beside.forEach(WatchedThread::cancel);
            watch.ifPresent(KubernetesWatch::close);
            decisions.lastLook();
            assembly.nightshift().close();
            held.actuators().close();
            held.shared().close();
            held.rehearsal().close();
            held.ends().close();
        });
    }
}
