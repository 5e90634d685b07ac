package nightshift.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nightshift.app.assembly.ClusterShops;
import nightshift.app.assembly.LocalCluster;
import nightshift.app.server.CommandFailure;
import nightshift.app.server.ExitCode;
import nightshift.app.settings.Settings;

/// A control plane, a server and a shop of this machine, for as long as a demo takes. One thread passes the seconds.
final class DemoCluster implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(120);
    private static final int NODES = 3;
    private static final Duration END = Duration.ofSeconds(30);

    private final LocalCluster cluster;
    private final Process server;
    private final RemoteServer remote;
    private final ClusterShops shops;

    private DemoCluster(LocalCluster cluster, Process server, RemoteServer remote, ClusterShops shops) {
        this.cluster = cluster;
        this.server = server;
        this.remote = remote;
        this.shops = shops;
    }

    /// Starts all of it and returns when pods are there and the server answers.
    static DemoCluster start(Consumer<String> tell, int port, List<String> namespaces, long seed) {
        StartCommand.demandFree("127.0.0.1", port, "the page", "--port");
        tell.accept("starting a control plane (the first time it is built, some ten minutes)");
        LocalCluster cluster = cluster();
        try {
            for (String namespace : namespaces) {
                cluster.kubectl("", "create", "namespace", namespace);
                cluster.kubectl("", "label", "namespace", namespace, "nightshift.dev/mode=auto");
                cluster.kubectl(
                        deployment("front", 2) + "---\n" + deployment("api", 3), "-n", namespace, "apply", "-f", "-");
            }
            int otlp = free();
            Path folder = cluster.folder();
            tell.accept("starting the server (log: " + folder.resolve("server.log") + ")");
            Process server = server(folder, port, otlp);
            RemoteServer remote = RemoteServer.at("http://127.0.0.1:" + port);
            awaitReady(server, remote, folder);
            return new DemoCluster(cluster, server, remote, ClusterShops.open(cluster.admin(), otlp, namespaces, seed));
        } catch (RuntimeException failed) {
            cluster.close();
            throw failed;
        }
    }

    private static LocalCluster cluster() {
        try {
            return LocalCluster.start("demo-cluster", NODES);
        } catch (LocalCluster.UnavailableException missing) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, String.valueOf(missing.getMessage()));
        }
    }

    /// Four faults in a small shop within moments are the demo's own, and no storm.
    private static Process server(Path folder, int port, int otlp) {
        List<String> options = List.of(
                "nightshift.directories.data=" + folder.resolve("data"),
                "nightshift.directories.rules=" + rules(folder),
                "nightshift.http.port=" + port,
                "nightshift.otlp.grpc.port=" + otlp,
                "nightshift.otlp.http.port=" + free(),
                "nightshift.kubernetes.observe=true",
                "nightshift.kubernetes.act=true",
                "nightshift.kubernetes.kubeconfig=" + folder.resolve("acting.kubeconfig"),
                "nightshift.kubernetes.bounds.admission=false",
                "nightshift.kubernetes.soak=40s",
                "nightshift.intake.window=1s",
                "nightshift.intake.lateness=1s",
                "nightshift.intake.ahead=1s",
                "nightshift.actions.targets=4",
                "nightshift.actions.share=100%",
                "nightshift.actions.storm-within=1s");
        try {
            ProcessBuilder start = new ProcessBuilder(
                            Settings.home().resolve("nightshift").toString(), "start")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("server.log").toFile());
            String properties = options.stream().map(option -> "-D" + option).collect(Collectors.joining(" "));
            start.environment().put("NIGHTSHIFT_JAVA_OPTS", properties);
            return start.start();
        } catch (IOException failed) {
            throw new UncheckedIOException("the server could not be started", failed);
        }
    }

    /// The shipped ones; what scales does so after a minute instead of ten, so that a demo can show it.
    private static Path rules(Path folder) {
        Path rules = folder.resolve("rules");
        try {
            for (String kind : List.of("healing", "policy")) {
                Files.createDirectories(rules.resolve(kind));
                try (Stream<Path> files =
                        Files.list(Settings.home().resolve("rules").resolve(kind))) {
                    for (Path file : files.filter(each -> each.toString().endsWith(".drl"))
                            .toList()) {
                        String text = Files.readString(file).replace("heldFor >= minutes(10)", "heldFor >= minutes(1)");
                        Files.writeString(rules.resolve(kind).resolve(file.getFileName()), text);
                    }
                }
            }
            return rules;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the rules could not be copied", unreadable);
        }
    }

    private static void awaitReady(Process server, RemoteServer remote, Path folder) {
        Instant last = Instant.now().plus(START);
        while (server.isAlive() && Instant.now().isBefore(last)) {
            try {
                if (remote.get("/status").path("ready").asBoolean()) {
                    return;
                }
            } catch (CommandFailure notYet) {
                // It is starting.
            }
            sleep(Duration.ofMillis(500));
        }
        server.destroy();
        throw new CommandFailure(
                ExitCode.NOT_DONE, "the server did not become ready, see " + folder.resolve("server.log"));
    }

    Instant now() {
        return Instant.now();
    }

    /// Lets seconds pass at the shops.
    void pass(Duration time) {
        Instant end = now().plus(time);
        while (now().isBefore(end)) {
            Instant next = now().plusSeconds(1);
            shops.second(now());
            Duration rest = Duration.between(now(), next);
            sleep(rest.isNegative() ? Duration.ZERO : rest);
        }
    }

    void load(String namespace, double perSecond) {
        shops.load(namespace, perSecond);
    }

    void rollOut(String namespace, String version) {
        cluster.kubectl("", "-n", namespace, "set", "image", "deployment/api", "main=shop/api:" + version);
    }

    JsonNode decisions() {
        return remote.get("/decisions?limit=100").path("items");
    }

    /// What a person may type meanwhile.
    String lookingGlass() {
        return "KUBECONFIG=" + cluster.admin() + " kubectl get pods -Aw";
    }

    @Override
    public void close() {
        shops.close();
        server.destroy();
        try {
            if (!server.waitFor(END)) {
                server.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            server.destroyForcibly();
        }
        cluster.close();
    }

    private static int free() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.NOT_DONE, "stopped");
        }
    }

    private static String deployment(String name, int replicas) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %s}
                spec:
                  replicas: %d
                  selector: {matchLabels: {app: %s}}
                  template:
                    metadata: {labels: {app: %s}}
                    spec:
                      containers: [{name: main, image: "shop/%s:1.4.0", resources: {requests: {cpu: 10m}}}]
                """.formatted(name, replicas, name, name, name);
    }
}
