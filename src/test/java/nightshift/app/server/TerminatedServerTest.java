package nightshift.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import nightshift.act.http.BadTarget;
import nightshift.api.Story;
import nightshift.journal.DecisionState;
import nightshift.journal.Journal;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A server that is told to end by a signal ends, whatever its targets are doing.
@Tag("kill")
class TerminatedServerTest {
    /// What a process that SIGTERM ended answers with, after its hooks ran to their end.
    private static final int TERMINATED = 128 + 15;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(names = {"DRIPS_BODY", "HANGS_BEFORE_HEADERS"})
    void aTargetThatNeverEndsItsAnswerDoesNotKeepAServerFromEnding(BadTarget.Way way) throws Exception {
        // Given
        String decision = decideSomething();
        try (BadTarget target = new BadTarget(way)) {
            Process server = start(target);
            try {
                assertThat(target.wasAsked()).as(log()).isTrue();

                // When
                server.destroy();

                // Then
                assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(server.exitValue()).as(log()).isEqualTo(TERMINATED);
                assertThat(stateOf(decision)).contains(DecisionState.STARTED);
            } finally {
                server.destroyForcibly();
            }
        }
    }

    @Test
    void withoutMemoryAServerEndsWithACodeOfItsOwnAndAfterTheSecondTimeStartsWithoutRules() throws Exception {
        // Given
        try (BadTarget target = new BadTarget(BadTarget.Way.DRIPS_BODY)) {
            for (int time = 1; time <= 2; time++) {
                // When
                Process exhausted = start(target, "exhaust");
                assertThat(exhausted.waitFor(60, TimeUnit.SECONDS)).isTrue();

                // Then
                assertThat(exhausted.exitValue()).as(log()).isEqualTo(ExitCode.BROKEN);
                assertThat(log()).containsOnlyOnce("the JVM can not go on").contains("OutOfMemoryError");
                assertThat(log()).doesNotContain("rules are set aside");
            }

            // When
            Process third = start(target);

            // Then
            try {
                Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> log().contains("UP"));
                assertThat(log()).contains("rules are set aside").contains("rules-aside");
            } finally {
                third.destroyForcibly().waitFor();
            }
        }
    }

    private String decideSomething() {
        try (Journal journal = Journal.open(directory.resolve("data"))) {
            return new Story(journal, "cart", Instant.now().minusSeconds(300))
                    .opens()
                    .acts()
                    .decision();
        }
    }

    private Optional<DecisionState> stateOf(String decision) {
        try (Journal journal = Journal.open(directory.resolve("data"))) {
            return journal.decision(decision).map(record -> record.state());
        }
    }

    private Process start(BadTarget target, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "nightshift.app.server.TerminableServer",
                directory.toString(),
                target.address().toString()));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File(directory.toFile(), "log"))
                .start();
    }

    private String log() throws IOException {
        Path log = directory.resolve("log");
        return Files.exists(log) ? Files.readString(log) : "";
    }
}
