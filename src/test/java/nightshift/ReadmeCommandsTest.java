package nightshift;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Runs each line of README.md's `sh` blocks as it is written, but for three things: the tests (they would run
/// themselves), the demo's page (it would stay open), and the server's ports (somebody may use the usual ones).
@Tag("readme")
class ReadmeCommandsTest {
    private static final String START = "./nightshift start";
    private static final String TEST = "./nightshift test";
    private static final List<String> ASK_A_SERVER =
            List.of("series", "incidents", "decisions", "approve", "reject", "pause", "resume");

    @TempDir
    static Path folder;

    private static PackagedServer server;

    @BeforeAll
    static void startTheServer() throws IOException {
        server = PackagedServer.start(folder, PackagedServer.Ports.free());
    }

    @AfterAll
    static void stopTheServer() throws InterruptedException {
        server.close();
    }

    static List<String> commands() throws IOException {
        List<String> lines = MarkdownFile.read(Path.of("README.md")).blocks("sh").stream()
                .flatMap(block -> block.joined().lines())
                .filter(line -> !line.isBlank())
                .toList();
        assertThat(lines).contains("./nightshift demo", TEST, START);
        return lines.stream()
                .filter(line -> !line.startsWith(TEST) && !line.equals(START))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void commandOfTheReadmeSucceeds(String command) throws Exception {
        // Given
        Path log = folder.resolve("command.log");
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", adapted(command))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());

        // When
        Process process = shell.start();
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        process.destroy();

        // Then
        assertThat(ended).as(command + " ends").isTrue();
        assertThat(process.exitValue())
                .as(command + " printed\n" + Files.readString(log))
                .isZero();
    }

    private static String adapted(String command) {
        String[] words = command.split(" ");
        if (words.length > 1 && words[0].equals("./nightshift")) {
            if (words[1].equals("demo")) {
                return command + " --headless";
            }
            if (ASK_A_SERVER.contains(words[1])) {
                return command + " --url " + server.address();
            }
        }
        return command.replace("http://127.0.0.1:8080", server.address().toString());
    }
}
