package nightshift.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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

/// Kills a server, as `kill -9` does, wherever an action can be in its life, while its target is another process;
/// then starts it again until all is settled. Each effect must have happened once.
@Tag("kill")
class KillTest {
    static final String SECRET = "whsec_c2VjcmV0LW9mLXRoZS1zaG9w";
    private static final String WELL = "0.02";
    private static final String WORSE = "9";

    @TempDir
    private Path directory;

    private SmallProcesses processes;
    private Path log;
    private Process target;
    private String address;

    @BeforeEach
    void startTarget() throws IOException {
        log = directory.resolve("effects");
        processes = new SmallProcesses(directory);
        target = processes.java("nightshift.act.http.Receiver", log.toString(), SECRET);
        address = "http://127.0.0.1:" + SmallProcesses.line(target, "PORT ").substring("PORT ".length()) + "/actions";
    }

    @AfterEach
    void endProcesses() {
        processes.end();
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
        SmallProcesses.kill(server);
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
        SmallProcesses.kill(server);
        SmallProcesses.kill(target);
        finish("hold", WELL);

        assertThat(Receiver.effects(log)).containsExactly("d-1");
        assertThat(decisions())
                .extracting(record -> record.decision().action().type() + " " + record.state())
                .containsExactlyInAnyOrder("workload.scale UNKNOWN", "escalate DONE");
    }

    @Test
    void aSecondProcessOnTheSameDirectoryIsRefusedInOneSentence() throws Exception {
        Process server = server(KillPoint.INTENT, "", WELL);
        SmallProcesses.line(server, "AT ");

        assertThatThrownBy(() -> Journal.open(directory.resolve("data"), KnownSignals::meaning))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("Another Nightshift is running");
        SmallProcesses.kill(server);
        Journal.open(directory.resolve("data"), KnownSignals::meaning).close();
    }

    private void killAt(KillPoint point, String behave, String after) throws Exception {
        Process server = server(point, behave, after);
        assertThat(SmallProcesses.line(server, "AT ")).isEqualTo("AT " + point);
        SmallProcesses.kill(server);
    }

    private void finish(String behave, String after) throws Exception {
        Process server = server(KillPoint.NEVER, behave, after);
        assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(server.exitValue()).isZero();
    }

    private Process server(KillPoint point, String behave, String after) throws IOException {
        return processes.java(
                "nightshift.act.KillableServer",
                directory.resolve("data").toString(),
                address,
                behave,
                point.name(),
                after);
    }

    private List<Remedy> decisions() {
        try (Journal journal = Journal.open(directory.resolve("data"), KnownSignals::meaning)) {
            return journal.decisions(DecisionQuery.newest(10)).items();
        }
    }
}
