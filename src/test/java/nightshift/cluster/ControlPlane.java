package nightshift.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// One control plane as processes of their own, which end with this JVM whatever becomes of it.
final class ControlPlane implements AutoCloseable {
    private static final Path SCRIPTS = Path.of("src", "cluster").toAbsolutePath();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;
    private final Path programs;
    private final KubernetesClient admin;
    private final KubernetesClient acting;

    private ControlPlane(Path folder, Path programs) {
        this.folder = folder;
        this.programs = programs;
        this.admin = client("admin");
        this.acting = client("acting");
    }

    /// Where its programs are; empty when they were not built.
    static Optional<Path> programs() {
        String told = System.getenv("KUBE_BIN");
        if (told != null && !told.isBlank()) {
            return Optional.of(Path.of(told));
        }
        Ran ran = run(new byte[0], List.of(SCRIPTS.resolve("build").toString(), "--path"));
        return ran.code() == 0 ? Optional.of(Path.of(ran.output().strip())) : Optional.empty();
    }

    static ControlPlane start() {
        try {
            Path folder = Files.createTempDirectory("nightshift-cluster-");
            must(
                    new byte[0],
                    SCRIPTS.resolve("up").toString(),
                    folder.toString(),
                    "--owner",
                    Long.toString(ProcessHandle.current().pid()));
            return new ControlPlane(folder, programs().orElseThrow());
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    Path folder() {
        return folder;
    }

    KubernetesClient admin() {
        return admin;
    }

    KubernetesClient acting() {
        return acting;
    }

    private KubernetesClient client(String who) {
        Config config =
                Config.fromKubeconfig(folder.resolve(who + ".kubeconfig").toFile());
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(config)
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
    }

    String kubectl(byte[] input, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(programs.resolve("kubectl").toString(), "--kubeconfig=" + folder.resolve("admin.kubeconfig")));
        command.addAll(List.of(arguments));
        return must(input, command.toArray(String[]::new));
    }

    void shell(String line) {
        must(
                new byte[0],
                "env",
                "KUBECONFIG=" + folder.resolve("admin.kubeconfig"),
                "PATH=" + programs + ":" + System.getenv("PATH"),
                "sh",
                "-c",
                line);
    }

    void api(String what) {
        must(new byte[0], SCRIPTS.resolve("api").toString(), folder.toString(), what);
    }

    List<TestCluster.Audited> audit() {
        try {
            List<TestCluster.Audited> all = new ArrayList<>();
            for (String line : Files.readAllLines(folder.resolve("audit.log"))) {
                all.add(audited(JSON.readTree(line)));
            }
            return all;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static TestCluster.Audited audited(JsonNode line) {
        JsonNode object = line.path("objectRef");
        return new TestCluster.Audited(
                line.path("verb").asText(),
                object.path("resource").asText(),
                object.path("subresource").asText(),
                object.path("namespace").asText(),
                object.path("name").asText(),
                line.path("user").path("username").asText(),
                line.path("responseStatus").path("code").asInt(),
                line.path("requestURI").asText().contains("dryRun"),
                line.path("requestObject").isMissingNode()
                        ? ""
                        : line.path("requestObject").toString());
    }

    @Override
    public void close() {
        admin.close();
        acting.close();
        must(new byte[0], SCRIPTS.resolve("down").toString(), folder.toString(), "--purge");
    }

    private record Ran(int code, String output) {}

    private static String must(byte[] input, String... command) {
        Ran ran = run(input, List.of(command));
        if (ran.code() != 0) {
            throw new AssertionError(String.join(" ", command) + " ended with " + ran.code() + ": " + ran.output());
        }
        return ran.output();
    }

    /// What it prints goes to a file, since what it starts keeps a pipe open.
    private static Ran run(byte[] input, List<String> command) {
        try {
            Path output = Files.createTempFile("nightshift-cluster-", ".out");
            Path given = Files.write(Files.createTempFile("nightshift-cluster-", ".in"), input);
            try {
                Process process = new ProcessBuilder(command)
                        .redirectInput(given.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
                if (!process.waitFor(2, TimeUnit.MINUTES)) {
                    process.destroyForcibly();
                    return new Ran(-1, "it did not end within 2 minutes");
                }
                return new Ran(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
            } finally {
                Files.deleteIfExists(output);
                Files.deleteIfExists(given);
            }
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(command.getFirst() + " could not be run", broken);
        }
    }
}
