package nightshift.act;

import static nightshift.act.Ward.SICK;
import static nightshift.act.Ward.WELL;
import static nightshift.act.Ward.recycle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;
import nightshift.fact.Outcome;
import nightshift.fact.Verification;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Disposition;
import nightshift.fact.decision.Remedy;
import nightshift.journal.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DispatcherTest {
    @TempDir
    private Path directory;

    private Ward ward;

    @BeforeEach
    void open() {
        ward = new Ward(directory, ActConfig.defaults());
        ward.open("i-1");
    }

    @AfterEach
    void close() {
        ward.close();
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
    void windowsFromBeforeTheActionEndedDoNotCount() {
        ward.target.next = ActionResult.IN_PROGRESS;
        ward.turn(SICK, recycle("d-1", "i-1"));
        ward.turns(7, WELL);
        assertThat(ward.state("d-1")).isEqualTo(DecisionState.STARTED);

        ward.target.answers.put("d-1", ActionResult.SUCCEEDED);
        ward.turns(6, WELL);
        assertThat(ward.state("d-1")).isEqualTo(DecisionState.VERIFYING);
        ward.turns(4, WELL);

        assertThat(ward.state("d-1")).isEqualTo(DecisionState.HEALED);
    }

    @Test
    void aSymptomThatStaysIsNotHealedAndAfterAWhileAHumanIsWoken() {
        ward.turn(SICK, recycle("d-1", "i-1"));
        ward.turns(25, SICK);

        Outcome settled =
                ward.told.stream().filter(Outcome::settled).findFirst().orElseThrow();
        assertThat(settled.verification().state()).isEqualTo(Verification.State.NOT_HEALED);
        assertThat(ward.pages()).singleElement().satisfies(page -> {
            assertThat(page.state()).isEqualTo(DecisionState.DONE);
            assertThat(page.decision().action().parameters().get("summary"))
                    .contains("cart's database is slow")
                    .contains("pool.recycle")
                    .contains("NOT_HEALED");
        });
        assertThat(ward.journal.timeline("i-1")).extracting(Event::kind).contains("page.raised");
    }

    @Test
    void noDataAfterTheActionIsInconclusiveAndNeverSuccess() {
        ward.turn(SICK, recycle("d-1", "i-1"));
        ward.turns(30, Double.NaN);

        assertThat(ward.state("d-1")).isEqualTo(DecisionState.INCONCLUSIVE);
        assertThat(ward.pages()).hasSize(1);
    }

    @Test
    void whatMadeThingsWorseIsUndone() {
        // Given
        Action scale = new Action("workload.scale", Ward.CART, Map.of("by", "1"));
        ward.target.inverse = Optional.of(new Action("workload.scale", Ward.CART, Map.of("by", "-1")));

        // When
        ward.turn(SICK, Ward.decision("d-1", "i-1", scale, 0.97, Disposition.ACT));
        ward.turns(8, 4 * SICK);

        // Then
        assertThat(ward.target.effects).containsExactly("d-1", "undo of d-1");
        assertThat(ward.state("d-1")).isEqualTo(DecisionState.UNDONE);
        assertThat(ward.told.getLast().undone()).isTrue();
        assertThat(ward.told.getLast().verification().state()).isEqualTo(Verification.State.WORSE);
    }

    @Test
    void whatMadeThingsWorseAndHasNoInverseIsNotHealed() {
        ward.turn(SICK, recycle("d-1", "i-1"));
        ward.turns(8, 4 * SICK);

        assertThat(ward.record("d-1").detail()).contains("no inverse");
        assertThat(ward.record("d-1").verification().state()).isEqualTo(Verification.State.WORSE);
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
    void anIncidentThatNobodyTouchesWakesAHumanOnce() {
        ward.turns(119, SICK);
        assertThat(ward.pages()).isEmpty();

        ward.turns(300, SICK);

        assertThat(ward.pages()).hasSize(1);
    }

    @Test
    void aHealedIncidentWakesNobody() {
        ward.turn(SICK, recycle("d-1", "i-1"));
        ward.turns(15, WELL);
        ward.closeIncident("i-1");
        ward.turns(200, WELL);

        assertThat(ward.pages()).isEmpty();
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
    void anUndoThatFailsWakesAHuman() {
        // Given
        Action scale = new Action("workload.scale", Ward.CART, Map.of("by", "1"));
        ward.target.inverse = Optional.of(new Action("workload.scale", Ward.CART, Map.of("by", "-1")));
        ward.turn(SICK, Ward.decision("d-1", "i-1", scale, 0.97, Disposition.ACT));
        ward.target.next = ActionResult.FAILED;

        // When
        ward.turns(20, 4 * SICK);

        // Then
        assertThat(ward.state("d-1")).isEqualTo(DecisionState.NOT_HEALED);
        assertThat(ward.record("d-1").detail()).contains("undoing it failed");
        assertThat(ward.pages()).hasSize(1);
    }

    @Test
    void anInverseThatNoLongerAppliesIsNotTried() {
        // Given
        Action scale = new Action("workload.scale", Ward.CART, Map.of("by", "1"));
        ward.target.inverse = Optional.of(new Action("workload.scale", Ward.CART, Map.of("by", "-1")));
        ward.turn(SICK, Ward.decision("d-1", "i-1", scale, 0.97, Disposition.ACT));
        ward.target.impossible = "somebody else scaled it since";

        // When
        ward.turns(8, 4 * SICK);

        // Then
        assertThat(ward.target.effects).containsExactly("d-1");
        assertThat(ward.record("d-1").detail()).contains("somebody else scaled it since");
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
    void whatAPersonRejectedIsNoReasonToWakeThemAtOnce() {
        Action recycle = new Action("pool.recycle", Ward.CART, Map.of());
        ward.turn(SICK, Ward.decision("d-1", "i-1", recycle, 0.97, Disposition.AWAIT_APPROVAL));
        ward.turn(SICK, List.of(new Command.Reject("d-1", "ada", "I do it myself", ward.now)));
        ward.turns(20, SICK);

        assertThat(ward.told).isEmpty();
        assertThat(ward.pages()).isEmpty();
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
