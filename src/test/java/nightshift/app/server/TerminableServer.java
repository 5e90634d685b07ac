package nightshift.app.server;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.LogManager;
import nightshift.app.settings.Capacity;
import nightshift.app.settings.Settings;
import nightshift.app.settings.Sources;

/// A server in a process of its own, without its REST interface: what a signal ends is what ends in the packaged one.
final class TerminableServer {
    private TerminableServer() {}

    /// Arguments: a directory that has `data` and `rules`, and the address of the only target; with a
    /// third one, memory runs out once the server is up.
    public static void main(String... args) {
        LogManager.getLogManager(); // the JDK's own, since Quarkus' keeps all lines until Quarkus is up
        Path directory = Path.of(args[0]);
        Settings settings = Settings.read(
                Sources.of(
                        Map.ofEntries(
                                Map.entry(
                                        "nightshift.directories.data",
                                        directory.resolve("data").toString()),
                                Map.entry(
                                        "nightshift.directories.rules",
                                        directory.resolve("rules").toString()),
                                Map.entry(
                                        "nightshift.directories.models",
                                        directory.resolve("models").toString()),
                                Map.entry("nightshift.otlp.grpc.port", "0"),
                                Map.entry("nightshift.otlp.http.port", "0"),
                                Map.entry("nightshift.http.port", "0"),
                                Map.entry("nightshift.turn", "50ms"),
                                Map.entry("nightshift.deadline.call", "10m"), // longer than the whole of the end
                                Map.entry("nightshift.deadline.shutdown", "2s"),
                                Map.entry("nightshift.targets[0].address", args[1]),
                                Map.entry("nightshift.targets[0].secret", "s")),
                        Map.of()),
                directory,
                Capacity.of(Runtime.getRuntime().maxMemory()));
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
