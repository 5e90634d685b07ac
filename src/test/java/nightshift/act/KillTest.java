package nightshift.act;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nightshift.KnownSignals;
import nightshift.act.http.Receiver;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Remedy;
import nightshift.journal.DecisionQuery;
import nightshift.journal.Journal;
import nightshift.journal.database.JournalException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Kills a server, as `kill -9` does, wherever an action can be in its life, while its target is another process; then
/// starts it again until all is settled. Each effect must have happened once.
@Tag("kill")
class KillTest {
    static final String SECRET = "whsec_c2VjcmV0LW9mLXRoZS1zaG9w";
    private static final List<String> LIBRARIES = List.of(
            "classes",
            "test-classes",
            "sqlite",
            "jdbi",
            "geantyref",
            "caffeine",
            "flyway",
            "jackson",
            "slf4j",
            "snakeyaml",
            "jspecify");
    private static final String WELL = "0.02";
    private static final String WORSE = "9";

    @TempDir
    private Path directory;

    private final List<Process> processes = new ArrayList<>();
    private Path log;
    private Process target;
    private String address;

    @BeforeEach
    void startTarget() throws IOException {
        log = directory.resolve("effects");
        target = java("nightshift.act.http.Receiver", log.toString(), SECRET);
        address = "http://127.0.0.1:" + line(target, "PORT ").substring("PORT ".length()) + "/actions";
    }

    @AfterEach
    void endProcesses() {
        processes.forEach(Process::destroyForcibly);
    }

    @ParameterizedTest
    @EnumSource(
            value = KillPoint.class,
            names = {"INTENT", "STARTED", "ANSWERED", "OUTCOME", "VERIFIED"})
    void killedWhileHealingTheEffectHappensOnce(KillPoint point) throws Exception {
        killAt(point, "", WELL);
        finish("", WELL);

        assertThat(Receiver.effects(log)).containsExactly("d-1");
        assertThat(decisions()).extracting(Remedy::state).containsExactly(DecisionState.HEALED);
    }

    @Test
    void killedWhileTheTargetHasDoneItAndNotAnsweredTheEffectHappensOnce() throws Exception {
        Process server = server(KillPoint.SENT, "hold", WELL);
        await().atMost(Duration.ofSeconds(30)).until(() -> Receiver.effects(log).contains("d-1"));
        kill(server);
        finish("hold", WELL);

        assertThat(Receiver.effects(log)).containsExactly("d-1");
        assertThat(decisions()).extracting(Remedy::state).containsExactly(DecisionState.HEALED);
    }

    @ParameterizedTest
    @EnumSource(
            value = KillPoint.class,
            names = {"VERIFICATION", "UNDO_STARTED", "UNDO_ANSWERED"})
    void killedWhileUndoingBothEffectsHappenOnceAndAHumanIsWoken(KillPoint point) throws Exception {
        killAt(point, "", WORSE);
        finish("", WORSE);

        assertThat(Receiver.effects(log)).containsExactly("d-1", "d-1-undo");
        assertThat(decisions())
                .extracting(Remedy::state)
                .containsExactlyInAnyOrder(DecisionState.UNDONE, DecisionState.DONE);
    }

    @Test
    void killedTwiceInARowTheEffectHappensOnce() throws Exception {
        killAt(KillPoint.STARTED, "drop-after", WELL);
        killAt(KillPoint.OUTCOME, "drop-after", WELL);
        finish("drop-after", WELL);

        assertThat(Receiver.effects(log)).containsExactly("d-1");
    }

    @Test
    void aConnectionThatBreaksBeforeTheEffectLeadsToOneEffectAllTheSame() throws Exception {
        finish("drop-before", WELL);

        assertThat(Receiver.effects(log)).containsExactly("d-1");
        assertThat(decisions()).extracting(Remedy::state).containsExactly(DecisionState.HEALED);
    }

    @Test
    void aTargetThatCanNoLongerBeAskedEndsUnknownAndWakesAHuman() throws Exception {
        Process server = server(KillPoint.SENT, "hold", WELL);
        await().atMost(Duration.ofSeconds(30)).until(() -> Receiver.effects(log).contains("d-1"));
        kill(server);
        kill(target);
        finish("hold", WELL);

        assertThat(Receiver.effects(log)).containsExactly("d-1");
        assertThat(decisions())
                .extracting(record -> record.decision().action().type() + " " + record.state())
                .containsExactlyInAnyOrder("workload.scale UNKNOWN", "escalate DONE");
    }

    @Test
    void aSecondProcessOnTheSameDirectoryIsRefusedInOneSentence() throws Exception {
        Process server = server(KillPoint.INTENT, "", WELL);
        line(server, "AT ");

        assertThatThrownBy(() -> Journal.open(directory.resolve("data"), KnownSignals::meaning))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("Another Nightshift is running");
        kill(server);
        Journal.open(directory.resolve("data"), KnownSignals::meaning).close();
    }

    private void killAt(KillPoint point, String behave, String after) throws Exception {
        Process server = server(point, behave, after);
        assertThat(line(server, "AT ")).isEqualTo("AT " + point);
        kill(server);
    }

    private void finish(String behave, String after) throws Exception {
        Process server = server(KillPoint.NEVER, behave, after);
        assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(server.exitValue()).isZero();
    }

    private Process server(KillPoint point, String behave, String after) throws IOException {
        return java(
                "nightshift.act.KillableServer",
                directory.resolve("data").toString(),
                address,
                behave,
                point.name(),
                after);
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    private List<Remedy> decisions() {
        try (Journal journal = Journal.open(directory.resolve("data"), KnownSignals::meaning)) {
            return journal.decisions(DecisionQuery.newest(10)).items();
        }
    }

    private Process java(String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(),
                main));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(directory.resolve("errors").toFile())
                .start();
        processes.add(process);
        return process;
    }

    /// Only what the small mains use: a process that is killed and started again should not open three hundred jars.
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> LIBRARIES.stream().anyMatch(new File(entry).getName()::startsWith))
                .collect(joining(File.pathSeparator));
    }

    /// The first line of output with this beginning.
    private static String line(Process process, String beginning) throws IOException {
        BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        String line = output.readLine();
        while (line != null && !line.startsWith(beginning)) {
            line = output.readLine();
        }
        return String.valueOf(line);
    }
}
