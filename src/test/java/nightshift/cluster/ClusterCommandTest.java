package nightshift.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `./nightshift cluster` where something is missing or in the way: it says what, and deletes nothing of others.
class ClusterCommandTest {
    @TempDir
    private Path folder;

    private Path tools;

    private record Answer(int code, String text) {}

    /// A machine that has what the scripts are written in, and no more.
    @BeforeEach
    void tools() throws IOException {
        tools = Files.createDirectory(folder.resolve("tools"));
        for (String tool : List.of("sh", "dirname", "uname", "awk", "readlink", "basename", "sed", "cat", "bash")) {
            have(tool);
        }
    }

    private void have(String tool) throws IOException {
        Path passedOn =
                Files.writeString(tools.resolve(tool), "#!" + program("sh") + "\nexec " + program(tool) + " \"$@\"\n");
        Files.setPosixFilePermissions(passedOn, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void itTellsWhichToolIsMissing() throws Exception {
        // Given
        have("curl");

        // When
        Answer answer = cluster("up", folder.resolve("c").toString());

        // Then
        assertThat(answer.code()).isEqualTo(3);
        assertThat(answer.text()).contains("needs openssl flock setsid: install it");
    }

    @Test
    void itTellsThatGoIsMissing() throws Exception {
        // Given
        have("flock");

        // When
        Answer answer = cluster("build");

        // Then
        assertThat(answer.code()).isEqualTo(3);
        assertThat(answer.text()).contains("Go 1.26 or newer is needed").contains("KUBE_BIN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "down"})
    void whereNoneRunsItSaysSo(String command) throws Exception {
        // When
        Answer answer = cluster(command, folder.resolve("none").toString());

        // Then
        assertThat(answer.text()).contains("none runs in " + folder.resolve("none"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "help", "up"})
    void itNeedsNoJdk(String command) throws Exception {
        // When
        Answer answer = command.isEmpty() ? cluster() : cluster(command);

        // Then
        assertThat(answer.text()).contains("cluster").doesNotContain("JDK");
    }

    @Test
    void aFolderWithSomebodysFilesIsLeftAlone() throws Exception {
        // Given
        Path theirs = Files.createDirectory(folder.resolve("theirs"));
        Files.writeString(theirs.resolve("thesis.txt"), "all of it");

        // When
        Answer up = run(List.of("src/cluster/up", theirs.toString()), Map.of("KUBE_BIN", folder.toString()));
        Answer down = run(List.of("src/cluster/down", theirs.toString(), "--purge"), Map.of());

        // Then
        assertThat(up.code()).isEqualTo(2);
        assertThat(up.text()).contains(theirs + " is not empty and holds no cluster");
        assertThat(down.text()).contains("none runs in");
        assertThat(theirs.resolve("thesis.txt")).hasContent("all of it");
    }

    /// The launcher with these tools and nothing else.
    private Answer cluster(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("./nightshift", "cluster"));
        command.addAll(List.of(arguments));
        return run(
                command,
                Map.of(
                        "PATH", tools.toString(),
                        "JAVA_HOME", folder.resolve("no-jdk").toString()));
    }

    private static Answer run(List<String> command, Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("KUBE_BIN");
        builder.environment().remove("GO");
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Answer(process.exitValue(), text);
    }

    private static Path program(String name) {
        for (String place : System.getenv("PATH").split(":")) {
            Path found = Path.of(place, name);
            if (Files.isExecutable(found)) {
                return found;
            }
        }
        throw new AssertionError("no " + name + " on the path");
    }
}
