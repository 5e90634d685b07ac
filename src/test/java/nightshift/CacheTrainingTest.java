package nightshift;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `src/aot/train` over a JVM that is a shell script: it leaves a cache that can be used, or none, and no server.
class CacheTrainingTest {
    private static final String SERVER = """
            echo "$@" >>%s/words
            trap 'echo kept >"$output"; exit 143' TERM
            echo 'the page is at http://127.0.0.1:1'
            while :; do sleep 0.05; done
            """;

    @TempDir
    private Path folder;

    private Path cache;

    private record Ended(int code, String text) {}

    @BeforeEach
    void place() {
        cache = folder.resolve("nightshift.aot");
    }

    @Test
    void whatTheServerKeptIsThereOnceAStartCanUseIt() throws Exception {
        // When
        Ended ended = train(SERVER.formatted(folder), "exit 0");

        // Then
        assertThat(ended).isEqualTo(new Ended(0, ""));
        assertThat(cache).hasContent("kept");
        assertThat(Files.readString(folder.resolve("words")))
                .contains("-Xmx1g")
                .contains("-Dnightshift.http.port=0")
                .endsWith("-jar program.jar start\n");
        assertThat(left()).containsExactlyInAnyOrder("java", "nightshift.aot", "words");
    }

    @Test
    void aCacheThatTheJvmDoesNotTakeIsNotLeft() throws Exception {
        // When
        Ended ended = train(SERVER.formatted(folder), "echo 'Mismatched values for property'; exit 1");

        // Then
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.text())
                .contains("the JVM does not take its own cache")
                .contains("Mismatched values for property");
        assertThat(left()).doesNotContain("nightshift.aot");
    }

    @Test
    void aServerThatDoesNotStartIsToldWithWhatItSaid() throws Exception {
        // When
        Ended ended = train("echo 'the data directory is read-only'; exit 3", "exit 0");

        // Then
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.text()).contains("the server did not start").contains("the data directory is read-only");
        assertThat(left()).doesNotContain("nightshift.aot");
    }

    @Test
    void theServerSeesNoSettingsOfThisMachine() throws Exception {
        // When
        train("env >" + folder.resolve("seen") + "\n" + SERVER.formatted(folder), "exit 0");

        // Then
        assertThat(folder.resolve("seen"))
                .content()
                .contains("PATH=")
                .doesNotContain("NIGHTSHIFT")
                .doesNotContain("production");
    }

    /// @param server what the JVM does that starts a server
    /// @param question what the JVM does that is to prove the cache
    private Ended train(String server, String question) throws Exception {
        Path java = folder.resolve("java");
        Files.writeString(java, """
                #!/bin/sh
                for word; do
                    case "$word" in -XX:AOTCacheOutput=*) output=${word#*=} ;; -XX:AOTMode=on) proof=yes ;; esac
                done
                if [ -n "$proof" ]; then
                %s
                fi
                %s
                """.formatted(question, server));
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        ProcessBuilder builder = new ProcessBuilder(
                        List.of("src/aot/train", cache.toString(), "program.jar", java.toString(), "-Xmx1g"))
                .redirectErrorStream(true);
        builder.environment().put("TRAIN_SECONDS", "0");
        builder.environment().put("NIGHTSHIFT_KUBERNETES_CONTEXT", "production");
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), text);
    }

    private List<String> left() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
