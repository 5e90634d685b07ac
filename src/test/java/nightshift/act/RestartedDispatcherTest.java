package nightshift.act;

import static nightshift.act.Ward.SICK;
import static nightshift.act.Ward.WELL;
import static nightshift.act.Ward.recycle;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import nightshift.fact.ActionResult;
import nightshift.fact.decision.DecisionState;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was in flight when the process ended goes on where it was, and nothing is sent twice.
class RestartedDispatcherTest {
    @AutoClose
    private Ward ward;

    @BeforeEach
    void open(@TempDir Path directory) {
        ward = Ward.withIncident(directory, "i-1");
    }

    @Test
    void afterARestartTheTargetIsAskedAndNothingIsSentTwice() {
        ward.target.next = ActionResult.IN_PROGRESS;
        ward.turn(SICK, recycle("d-1", "i-1"));
        ward.restart();
        ward.target.answers.put("d-1", ActionResult.SUCCEEDED);
        ward.turns(10, WELL);

        assertThat(ward.target.effects).containsExactly("d-1");
        assertThat(ward.state("d-1")).isEqualTo(DecisionState.HEALED);
    }

    @Test
    void theSameDecisionDecidedAgainAfterARestartIsNotDoneAgain() {
        ward.turn(SICK, recycle("d-1", "i-1"));
        ward.restart();
        ward.turn(SICK, recycle("d-1", "i-1"));
        ward.turns(3, SICK);

        assertThat(ward.target.calls)
                .filteredOn(call -> call.startsWith("start"))
                .hasSize(1);
    }

    @Test
    void aRestartGoesOnCountingTheWindowsThatWereSeen() {
        // Given
        ward.turn(SICK, recycle("d-1", "i-1"));
        ward.turns(6, WELL);

        // When
        ward.restart();

        // Then
        assertThat(ward.record("d-1").progress().inside()).isEqualTo(4);
        ward.turns(1, WELL);
        assertThat(ward.state("d-1")).isEqualTo(DecisionState.VERIFYING);
        ward.turns(1, WELL);
        assertThat(ward.state("d-1")).isEqualTo(DecisionState.HEALED);
    }

    @Test
    void aCancellingThatTheProcessDidNotLiveToSendIsSentAfterTheRestart() {
        // Given
        ward.target.next = ActionResult.IN_PROGRESS;
        ward.turn(SICK, recycle("d-1", "i-1"));
        List<Runnable> lost = new ArrayList<>();
        ward.turns(11, SICK);
        ward.effectsOn(lost::add);
        ward.turn(SICK);
        lost.removeFirst().run();
        ward.turn(SICK);
        assertThat(ward.record("d-1").execution().cancelling()).isTrue();
        assertThat(ward.target.calls).doesNotContain("cancel d-1");

        // When
        ward.restart();
        ward.turn(SICK);

        // Then
        assertThat(ward.target.calls).contains("cancel d-1");
        assertThat(ward.state("d-1")).isEqualTo(DecisionState.CANCELLED);
    }

    @Test
    void howLongItHasBeenUnknownIsKeptOverARestart() {
        // Given
        ward.target.mute = true;
        ward.turn(SICK, recycle("d-1", "i-1"));
        Instant since = ward.record("d-1").execution().unknownSince();
        ward.turns(20, SICK);

        // When
        ward.restart();
        ward.turns(14, SICK);

        // Then
        assertThat(since).isNotNull();
        assertThat(ward.state("d-1")).isEqualTo(DecisionState.UNKNOWN);
    }
}
