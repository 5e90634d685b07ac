package nightshift.act;

import static nightshift.act.Ward.SICK;
import static nightshift.act.Ward.WELL;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Disposition;
import nightshift.journal.Event;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApprovalsTest {
    private static final Decision WAITING = Ward.decision(
            "d-1", "i-1", new Action("pool.recycle", Ward.CART, Map.of()), 0.97, Disposition.AWAIT_APPROVAL);

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
        assertThat(ward.target.calls).isEmpty();

        ward.turn(SICK, List.of(approve()));

        assertThat(ward.target.effects).containsExactly("d-1");
        assertThat(ward.record("d-1").approvedBy()).isEqualTo("ada");
        assertThat(ward.journal.timeline("i-1")).extracting(Event::kind).contains("decision.approved");
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
