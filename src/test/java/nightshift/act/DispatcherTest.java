package nightshift.act;

import static nightshift.act.Ward.SICK;
import static nightshift.act.Ward.WELL;
import static nightshift.act.Ward.recycle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nightshift.fact.ActionResult;
import nightshift.fact.Outcome;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Remedy;
import nightshift.journal.Event;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An action on its way to its target and back: sent once, asked about, and never waited for.
class DispatcherTest {
    @AutoClose
    private Ward ward;

    @BeforeEach
    void open(@TempDir Path directory) {
        ward = Ward.withIncident(directory, "i-1");
    }

    @Test
    void outcomeIsToldThoughTheTurnThrewAfterIt() {
        // Given
        int[] handed = {0};
        ward.effectsOn(effect -> {
            if (++handed[0] == 2) {
                throw new IllegalStateException("no thread for the start, as the test wants it");
            }
            effect.run();
        });
        assertThatThrownBy(() -> ward.turn(SICK, recycle("d-1", "i-1"))).isInstanceOf(IllegalStateException.class);

        // When
        ward.turn(SICK, recycle("d-1", "i-1"));

        // Then
        assertThat(ward.target.effects).containsExactly("d-1");
        assertThat(ward.told).extracting(Outcome::result).containsExactly(ActionResult.SUCCEEDED);
    }

    @Test
    void anActionIsStartedDoneAndVerified() {
        // Given
        ward.target.next = ActionResult.IN_PROGRESS;

        // When
        ward.turn(SICK, recycle("d-1", "i-1"));
        ward.target.answers.put("d-1", ActionResult.SUCCEEDED);
        ward.turns(9, WELL);

        // Then
        assertThat(ward.target.effects).containsExactly("d-1");
        assertThat(ward.told)
                .extracting(outcome ->
                        outcome.result() + " " + outcome.verification().state())
                .containsExactly("IN_PROGRESS PENDING", "SUCCEEDED PENDING", "SUCCEEDED HEALED");
        assertThat(ward.told.getLast().helped()).isTrue();
        assertThat(ward.journal.timeline("i-1"))
                .extracting(Event::kind)
                .contains("decision.decided", "action.started", "action.answered", "action.settled");
    }

    @Test
    void anOrderThatWasLostIsSentOnceMoreAndDoneOnce() {
        ward.target.loseOrders = true;
        ward.turn(SICK, recycle("d-1", "i-1"));
        assertThat(ward.state("d-1")).isEqualTo(DecisionState.STARTED);

        ward.target.loseOrders = false;
        ward.turns(4, SICK);

        assertThat(ward.target.effects).containsExactly("d-1");
        assertThat(ward.target.calls).containsSubsequence("start d-1", "poll d-1", "start d-1");
    }

    @Test
    void aTargetThatCannotBeAskedEndsUnknownAndWakesAHuman() {
        ward.target.mute = true;
        ward.turn(SICK, recycle("d-1", "i-1"));
        ward.turns(50, SICK);

        assertThat(ward.state("d-1")).isEqualTo(DecisionState.UNKNOWN);
        assertThat(ward.target.calls)
                .filteredOn(call -> call.startsWith("start"))
                .hasSize(1);
        assertThat(ward.target.calls)
                .filteredOn(call -> call.startsWith("poll"))
                .hasSizeBetween(5, 12);
        assertThat(ward.pages()).hasSize(1);
    }

    @Test
    void whatTheTargetRefusesInItsPlanIsNeverSent() {
        ward.target.impossible = "there is no pool";
        ward.turn(SICK, recycle("d-1", "i-1"));

        assertThat(ward.target.effects).isEmpty();
        assertThat(ward.told).singleElement().satisfies(outcome -> {
            assertThat(outcome.result()).isEqualTo(ActionResult.REFUSED);
            assertThat(outcome.settled()).isTrue();
            assertThat(outcome.reason()).contains("there is no pool");
        });
    }

    @Test
    void whatRunsTooLongIsCancelled() {
        ward.target.next = ActionResult.IN_PROGRESS;
        ward.turn(SICK, recycle("d-1", "i-1"));
        ward.turns(15, SICK);

        assertThat(ward.target.calls).contains("cancel d-1");
        assertThat(ward.state("d-1")).isEqualTo(DecisionState.CANCELLED);
    }

    @Test
    void aDefectOfAnActuatorDoesNotStopTheLoop() {
        ward.target.broken = true;
        ward.turn(SICK, recycle("d-1", "i-1"));
        ward.turn(SICK);

        assertThat(ward.state("d-1")).isEqualTo(DecisionState.FAILED);
        assertThat(ward.record("d-1").detail()).contains("defect");
    }

    @Test
    void aRemedyThatIsSettledIsToldUntilItsIncidentIsOver() {
        // Given
        ward.turn(SICK, recycle("d-1", "i-1"));
        ward.turns(8, WELL);

        // When
        List<Remedy> open = ward.turn(WELL);
        ward.closeIncident("i-1");
        ward.turn(WELL);
        List<Remedy> after = ward.turn(WELL);

        // Then
        assertThat(open).extracting(Remedy::state).containsExactly(DecisionState.HEALED);
        assertThat(after).isEmpty();
    }

    @Test
    void theTurnNeverWaitsForATarget() {
        // Given
        List<Runnable> held = new ArrayList<>();
        ward.effectsOn(held::add);

        // When
        ward.turn(SICK, recycle("d-1", "i-1"));

        // Then
        assertThat(held).hasSize(1);
        assertThat(ward.state("d-1")).isEqualTo(DecisionState.INTENT);
        held.removeFirst().run();
        ward.turn(SICK);
        assertThat(ward.state("d-1")).isEqualTo(DecisionState.STARTED);
        assertThat(ward.target.effects).isEmpty();
        held.removeFirst().run();
        assertThat(ward.target.effects).containsExactly("d-1");
        ward.turn(SICK);
        assertThat(ward.state("d-1")).isEqualTo(DecisionState.VERIFYING);
    }
}
