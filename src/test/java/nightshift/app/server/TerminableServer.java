package nightshift.app.server;

import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.LogManager;
import nightshift.app.settings.Capacity;
import nightshift.app.settings.Settings;
import nightshift.decide.compile.EvaluationLimits;
import nightshift.fact.decision.MuteLimits;
import nightshift.journal.window.WindowConfig;
import nightshift.loop.RecallConfig;
import nightshift.observe.changes.ChangesConfig;
import nightshift.observe.identity.NamesConfig;
import nightshift.observe.sketch.LatencyConfig;
import nightshift.understand.incident.IncidentConfig;

/// A server in a process of its own, without its REST interface: what a signal ends is what ends in the packaged one.
final class TerminableServer {
    /// A call may take longer than the whole of the end.
    private static final Settings.Deadlines DEADLINES =
            new Settings.Deadlines(Duration.ofMinutes(10), Duration.ofSeconds(2));

    private TerminableServer() {}

    /// Arguments: a directory that has `data` and `rules`, and the address of the only target; with a
    /// third one, memory runs out once the server is up.
    public static void main(String... args) {
        LogManager.getLogManager(); // the JDK's own, since Quarkus' keeps all lines until Quarkus is up
        Path directory = Path.of(args[0]);
        Settings settings = new Settings(
                new Settings.Directories(
                        directory.resolve("data"), directory.resolve("rules"), directory.resolve("models")),
                new Settings.Ports("127.0.0.1", 0, 0, 0),
                Optional.empty(),
                Duration.ofMillis(50),
                DEADLINES,
                Settings.DEFAULT_WATCHDOG,
                List.of(new Settings.Target("*", "*", URI.create(args[1]), "s")),
                Optional.empty(),
                Capacity.of(Runtime.getRuntime().maxMemory()),
                NamesConfig.defaults(),
                LatencyConfig.defaults(),
                ChangesConfig.defaults(),
                WindowConfig.DEFAULT,
                RecallConfig.DEFAULT,
                IncidentConfig.DEFAULT,
                EvaluationLimits.STEPS,
                List.of(),
                MuteLimits.DEFAULT);
        Server server = Server.open(settings, Vertx.vertx());
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        server.begin();
        if (args.length > 2) {
            exhaust();
        }
        System.out.println("UP");
        while (true) {
            LockSupport.park();
        }
    }

    private static void exhaust() {
        List<long[]> kept = new ArrayList<>();
        while (true) {
            kept.add(new long[100_000]);
        }
    }
}
