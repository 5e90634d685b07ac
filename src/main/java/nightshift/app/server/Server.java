package nightshift.app.server;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import nightshift.api.access.Exposure;
import nightshift.api.access.Tokens;
import nightshift.app.assembly.Actuators;
import nightshift.app.assembly.Assembly;
import nightshift.app.assembly.Shared;
import nightshift.app.settings.Settings;
import nightshift.decide.DecideConfig;
import nightshift.decide.live.LiveConfig;
import nightshift.loop.Nightshift;
import nightshift.loop.Pacer;
import nightshift.observe.otlp.OtlpConfig;
import nightshift.observe.otlp.OtlpGrpcServer;
import nightshift.observe.otlp.OtlpHttpServer;
import nightshift.observe.otlp.OtlpIntake;
import nightshift.observe.otlp.PortUnavailableException;

/// A live Nightshift with its ports: OTLP in, the loop by the wall clock, actions on virtual threads.
final class Server implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Server.class.getName());

    private final Settings settings;
    private final Held held;
    private final Assembly assembly;
    private final Pacer pacer;
    private final OtlpGrpcServer grpc;
    private final OtlpHttpServer http;

    private Server(Settings settings, Held held, Assembly assembly, Ports ports) {
        this.settings = settings;
        this.held = held;
        this.assembly = assembly;
        this.pacer = new Pacer(assembly.nightshift(), InstantSource.system());
        this.grpc = ports.grpc();
        this.http = ports.http();
    }

    /// What is let go of at the end.
    private record Held(Shared shared, Actuators actuators, ExecutorService effects) {}

    private record Ports(OtlpGrpcServer grpc, OtlpHttpServer http) {}

    /// Opens everything; nothing turns before [#begin].
    ///
    /// @throws ConfigurationException with one sentence when the settings do not allow it
    static Server open(Settings settings, Vertx vertx) {
        Tokens tokens = tokens(settings);
        new Exposure(settings.ports().host(), tokens).refusal().ifPresent(reason -> {
            throw new ConfigurationException(reason);
        });
        Shared shared = Shared.open(settings.directories().models());
        Thread loading = Thread.ofPlatform()
                .name("model-loading")
                .start(() -> shared.models().report());
        InstantSource clock = InstantSource.system();
        Actuators actuators = Actuators.of(settings, clock);
        ExecutorService effects = Executors.newVirtualThreadPerTaskExecutor();
        Assembly assembly = Assembly.of(
                new Assembly.Parts(
                        clock,
                        settings.directories().data(),
                        DecideConfig.of(settings.directories().rules()).watchedBy(System::nanoTime),
                        actuators.table(),
                        effects,
                        new HashSet<>(List.of(
                                settings.ports().otlpGrpc(), settings.ports().otlpHttp()))),
                shared);
        OtlpConfig config = OtlpConfig.defaults()
                .host(settings.ports().host())
                .ports(settings.ports().otlpGrpc(), settings.ports().otlpHttp())
                .tokens(tokens.secrets());
        OtlpIntake intake = new OtlpIntake(config, assembly.observer(), clock);
        await(loading);
        try {
            Ports ports = new Ports(new OtlpGrpcServer(config, intake), new OtlpHttpServer(config, intake, vertx));
            return new Server(settings, new Held(shared, actuators, effects), assembly, ports);
        } catch (PortUnavailableException taken) {
            assembly.nightshift().close();
            throw new ConfigurationException(String.valueOf(taken.getMessage()));
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

    private static Tokens tokens(Settings settings) {
        try {
            return Tokens.parse(settings.token().orElse(""));
        } catch (IllegalArgumentException wrong) {
            throw new ConfigurationException(String.valueOf(wrong.getMessage()));
        }
    }

    Nightshift nightshift() {
        return assembly.nightshift();
    }

    Pacer pacer() {
        return pacer;
    }

    /// Begins to turn.
    void begin() {
        assembly.rulebook().watch(LiveConfig.LOOK);
        pacer.start(settings.turn());
        LOG.log(
                Level.INFO,
                "Nightshift takes OTLP on {0}:{1,number,#} (gRPC) and :{2,number,#} (HTTP); the page is at http://{0}:{3,number,#}",
                settings.ports().host(),
                grpc.port(),
                http.port(),
                settings.ports().http());
    }

    /// Stops taking in, ends the turn that is going on, lets go of the journal.
    @Override
    public void close() {
        grpc.close();
        http.close();
        pacer.close();
        held.effects().close();
        assembly.nightshift().close();
        held.actuators().close();
        held.shared().close();
    }
}
