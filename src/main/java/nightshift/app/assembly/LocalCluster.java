package nightshift.app.assembly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nightshift.app.settings.Settings;

/// A control plane of this machine by `src/cluster`, for as long as it is open.
///
/// @param folder that has its logs and kubeconfigs
public record LocalCluster(Path folder) implements AutoCloseable {
    /// Builds it first where it must; what is said meanwhile goes to standard error.
    ///
    /// @param name of its folder below `target`
    /// @throws UnavailableException when the sources or a tool are missing
    public static LocalCluster start(String name, int nodes) {
        LocalCluster cluster =
                new LocalCluster(Settings.home().resolve("target").resolve(name));
        run(List.of(script(), "up", cluster.folder().toString(), "--nodes", Integer.toString(nodes)), "");
        return cluster;
    }

    /// It could not be started, or did not do what it was told.
    public static final class UnavailableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnavailableException(String sentence) {
            super(sentence);
        }
    }

    private static String script() {
        Path script = Settings.home().resolve("src/cluster/cluster");
        if (!Files.isExecutable(script)) {
            throw new UnavailableException(script + " is missing: a control plane needs Nightshift's sources");
        }
        return script.toString();
    }

    /// Who may do anything.
    public Path admin() {
        return folder.resolve("admin.kubeconfig");
    }

    /// The same, told apart in the audit log.
    public Path acting() {
        return folder.resolve("acting.kubeconfig");
    }

    /// Two clients of it, as a server has them.
    public KubernetesAccess access(Duration call) {
        return KubernetesAccess.of(new Settings.Kubernetes.Access(Optional.of(acting()), Optional.empty(), ""), call);
    }

    /// @param input on its standard input
    public void kubectl(String input, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "sh",
                "-c",
                ". " + folder.resolve("env") + " && exec \"$KUBE_BIN/kubectl\" --kubeconfig=" + admin() + " \"$@\"",
                "kubectl"));
        command.addAll(List.of(arguments));
        run(command, input);
    }

    @Override
    public void close() {
        run(List.of(script(), "down", folder.toString()), "");
    }

    private static void run(List<String> command, String input) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            if (process.waitFor() != 0) {
                throw new UnavailableException(String.join(" ", command) + " failed");
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("stopped");
        }
    }
}
