package nightshift.act;

import static nightshift.act.Ward.SICK;
import static nightshift.act.Ward.WELL;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Disposition;
import nightshift.fact.decision.Guard;
import nightshift.fact.decision.Planned;
import nightshift.journal.Event;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApprovalsTest {
    private static final Decision WAITING = Ward.decision(
            "d-1", "i-1", new Action("pool.recycle", Ward.CART, Map.of()), 0.97, Disposition.AWAIT_APPROVAL);

    private static final Action SCALE = new Action("workload.scale", Ward.CART, Map.of("by", "1"));

    @AutoClose
    private Ward ward;

    @BeforeEach
    void open(@TempDir Path directory) {
        ward = Ward.withIncident(directory, "i-1");
        ward.turn(SICK, WAITING);
    }

    private Command approve() {
        return new Command.Approve("d-1", "ada", "looks right", ward.now);
    }

    @Test
    void nothingIsDoneUntilAPersonApproves() {
        ward.turns(3, SICK);
        assertThat(ward.target.calls).containsExactly("plan d-1");

        ward.turn(SICK, List.of(approve()));

        assertThat(ward.target.effects).containsExactly("d-1");
        assertThat(ward.record("d-1").approvedBy()).isEqualTo("ada");
        assertThat(ward.journal.timeline("i-1")).extracting(Event::kind).contains("decision.approved");
    }

    @Test
    void aPersonSeesWhatWouldHappenWhatWouldUndoItAndUntilWhenTheyMayAnswer() {
        // Given
        Action inverse = new Action("pool.recycle", Ward.CART, Map.of("back", "1"));
        ward.target.inverse = Optional.of(inverse);

        // When
        ward.turn(SICK, Ward.decision("d-2", "i-1", SCALE, 0.97, Disposition.AWAIT_APPROVAL));

        // Then
        Planned planned = ward.record("d-2").execution().planned().orElseThrow();
        assertThat(planned.possible()).isTrue();
        assertThat(planned.effect()).isEqualTo("could be done");
        assertThat(planned.inverse()).isEqualTo(inverse);
        assertThat(planned.until()).isEqualTo(Ward.NOON.plus(Duration.ofHours(1)));
        assertThat(ward.record("d-2").guards()).extracting(Guard::name).contains("blast radius", "cool-down");
        assertThat(ward.journal.timeline("i-1")).extracting(Event::kind).contains("decision.planned");
    }

    @Test
    void whatWouldDoSomethingElseThanThePersonSawIsAskedAgain() {
        // Given
        Action back = new Action("workload.rollback", Ward.CART, Map.of("to", "v2"));
        ward.target.inverse = Optional.of(back);

        // When
        ward.turn(SICK, List.of(approve()));

        // Then
        assertThat(ward.target.effects).isEmpty();
        assertThat(ward.state("d-1")).isEqualTo(DecisionState.AWAITING_APPROVAL);
        assertThat(ward.record("d-1").approvedBy()).isNull();
        assertThat(ward.record("d-1").detail()).contains("what ada approved is not what would happen now");
        assertThat(ward.record("d-1").execution().planned().orElseThrow().inverse())
                .isEqualTo(back);
        ward.turn(SICK, List.of(approve()));
        assertThat(ward.target.effects).containsExactly("d-1");
    }

    @Test
    void whatCouldNotBeDoneIsShownAndMayBeApprovedForLater() {
        // Given
        ward.target.impossible = "there is no pool";
        ward.turn(SICK, Ward.decision("d-2", "i-1", SCALE, 0.97, Disposition.AWAIT_APPROVAL));
        assertThat(ward.record("d-2").execution().planned()).hasValueSatisfying(planned -> {
            assertThat(planned.possible()).isFalse();
            assertThat(planned.effect()).isEqualTo("there is no pool");
        });

        // When
        ward.turn(SICK, List.of(new Command.Approve("d-2", "ada", "", ward.now)));

        // Then
        assertThat(ward.state("d-2")).isEqualTo(DecisionState.FAILED);
        assertThat(ward.target.effects).isEmpty();
    }

    @Test
    void aTargetThatIsAwayIsAskedWhatWouldHappenOnceItIsBack() {
        ward.target.away = true;
        ward.turn(SICK, Ward.decision("d-2", "i-1", SCALE, 0.97, Disposition.AWAIT_APPROVAL));
        assertThat(ward.record("d-2").execution().planned()).isEmpty();

        ward.target.away = false;
        ward.turns(2, SICK);

        assertThat(ward.record("d-2").execution().planned()).isPresent();
        assertThat(ward.state("d-2")).isEqualTo(DecisionState.AWAITING_APPROVAL);
    }

    @Test
    void nothingIsAskedOfATargetWhileAutomationIsPaused() {
        ward.turn(
                SICK,
                List.of(new Command.Pause("ada", "", ward.now)),
                Ward.decision("d-2", "i-1", SCALE, 0.97, Disposition.AWAIT_APPROVAL));

        assertThat(ward.target.calls).doesNotContain("plan d-2");
    }

    @Test
    void whatAPersonSawOutlivesARestart() {
        Planned seen = ward.record("d-1").execution().planned().orElseThrow();

        ward.restart();
        ward.turn(SICK);

        assertThat(ward.record("d-1").execution().planned()).contains(seen);
        assertThat(ward.target.calls).containsExactly("plan d-1");
    }

    @Test
    void whatIsRejectedIsNeverDone() {
        ward.turn(SICK, List.of(new Command.Reject("d-1", "ada", "not now", ward.now)));
        ward.turn(SICK, List.of(approve()));
        ward.turns(3, SICK);

        assertThat(ward.target.effects).isEmpty();
        assertThat(ward.state("d-1")).isEqualTo(DecisionState.REJECTED);
        assertThat(ward.record("d-1").detail()).contains("ada").contains("not now");
    }

    @Test
    void whatNobodyApprovesExpiresAndCanNoLongerBeApproved() {
        ward.turns(360, SICK);
        assertThat(ward.state("d-1")).isEqualTo(DecisionState.EXPIRED);

        ward.turn(SICK, List.of(approve()));

        assertThat(ward.target.effects).isEmpty();
        assertThat(ward.pages()).hasSize(1);
    }

    @Test
    void whatAnotherRuleDidMeanwhileIsNotAskedForAnyMore() {
        // When
        ward.turn(SICK, Ward.recycle("d-2", "i-1"));
        ward.turns(2, SICK);
        ward.turn(SICK, List.of(approve()));
        ward.turns(3, SICK);

        // Then
        assertThat(ward.target.effects).containsExactly("d-2");
        assertThat(ward.state("d-1")).isEqualTo(DecisionState.CANCELLED);
        assertThat(ward.record("d-1").detail()).contains("db-pool-recycle").contains("d-2");
    }

    @Test
    void whatAnotherRuleTriedAndCouldNotDoIsStillAskedFor() {
        // Given
        ward.target.next = ActionResult.FAILED;

        // When
        ward.turn(SICK, Ward.recycle("d-2", "i-1"));
        ward.turns(2, SICK);

        // Then
        assertThat(ward.state("d-2")).isEqualTo(DecisionState.FAILED);
        assertThat(ward.state("d-1")).isEqualTo(DecisionState.AWAITING_APPROVAL);
    }

    @Test
    void whatElseWasDoneMeanwhileLeavesThePersonAsked() {
        // Given
        Action scale = new Action("workload.scale", Ward.CART, Map.of("by", "1"));

        // When
        ward.turn(SICK, Ward.decision("d-2", "i-1", scale, 0.97, Disposition.ACT));
        ward.turns(2, SICK);

        // Then
        assertThat(ward.state("d-1")).isEqualTo(DecisionState.AWAITING_APPROVAL);
    }

    @Test
    void anApprovalDoesNotOutliveItsIncident() {
        ward.closeIncident("i-1");
        ward.turn(WELL, List.of(approve()));

        assertThat(ward.target.effects).isEmpty();
        assertThat(ward.state("d-1")).isEqualTo(DecisionState.VETOED);
    }

    @Test
    void anApprovedActionWaitsWhileItsSymptomIsGone() {
        ward.turn(WELL, List.of(approve()));
        assertThat(ward.target.effects).isEmpty();

        ward.turn(SICK);

        assertThat(ward.target.effects).containsExactly("d-1");
    }

    @Test
    void anApprovalOfNothingIsNotedAndHarmless() {
        ward.turn(SICK, List.of(new Command.Approve("d-9", "ada", "", ward.now)));

        assertThat(ward.journal.unappliedCommands()).isEmpty();
        assertThat(ward.state("d-1")).isEqualTo(DecisionState.AWAITING_APPROVAL);
    }
}
