package nightshift.act;

import static nightshift.act.Ward.SICK;
import static nightshift.act.Ward.WELL;
import static nightshift.act.Ward.recycle;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import nightshift.KnownSignals;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;
import nightshift.fact.Outcome;
import nightshift.fact.Regression;
import nightshift.fact.Verification;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Disposition;
import nightshift.journal.Event;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whether an action helped is told by fresh data, and what made things worse is undone.
class VerifiedActionTest {
    @AutoClose
    private Ward ward;

    @BeforeEach
    void open(@TempDir Path directory) {
        ward = Ward.withIncident(directory, "i-1");
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
    void aVersionThatNeverTookRequestsIsNotBroughtBack() {
        // Given
        ward.target.inverse = Optional.of(rollback("v2"));

        // When
        ward.turn(SICK, because(regression("k8s.container.ready")));
        ward.turns(8, 4 * SICK);

        // Then
        assertThat(ward.target.effects).containsExactly("d-1");
        assertThat(ward.state("d-1")).isEqualTo(DecisionState.NOT_HEALED);
        assertThat(ward.record("d-1").detail()).contains("never took requests");
    }

    @Test
    void aVersionThatServedWorseIsBroughtBackWhereTheOldOneIsWorseStill() {
        // Given
        ward.target.inverse = Optional.of(rollback("v2"));

        // When
        ward.turn(SICK, because(regression("http.server.request.error.ratio")));
        ward.turns(8, 4 * SICK);

        // Then
        assertThat(ward.target.effects).containsExactly("d-1", "undo of d-1");
    }

    private static Action rollback(String to) {
        return new Action("workload.rollback", Ward.CART, Map.of("to", to));
    }

    private static Regression regression(String signal) {
        return new Regression(
                Ward.CART, "c-1", "v2", "v1", signal, KnownSignals.meaning(signal), 0, 1, 0.99, Ward.NOON);
    }

    private static Decision because(Regression regression) {
        return Ward.decision("d-1", "i-1", rollback("v1"), 0.97, Disposition.ACT, regression);
    }
}
