package nightshift.act;

import static nightshift.act.Ward.SICK;
import static nightshift.act.Ward.WELL;
import static nightshift.act.Ward.recycle;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Disposition;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An action that neither ends nor lets itself be stopped.
class StuckActionTest {
    @AutoClose
    private Ward ward;

    @BeforeEach
    void open(@TempDir Path directory) {
        ward = Ward.withIncident(directory, "i-1");
        ward.target.next = ActionResult.IN_PROGRESS;
        ward.target.relentless = true;
    }

    @Test
    void whatCannotBeStoppedKeepsItsServiceToItselfAndAPersonIsWoken() {
        // Given
        ward.turn(SICK, recycle("d-1", "i-1"));

        // When
        ward.turns(25, SICK);
        ward.turn(SICK, Ward.decision("d-2", "i-1", restart(), 0.97, Disposition.ACT));
        ward.turns(5, SICK);

        // Then
        assertThat(ward.record("d-1").stuck()).isTrue();
        assertThat(ward.record("d-1").detail())
                .contains("could not be cancelled")
                .contains("this job");
        assertThat(ward.target.effects).containsExactly("d-1");
        assertThat(ward.target.calls).filteredOn("cancel d-1"::equals).hasSize(1);
        assertThat(ward.pages())
                .singleElement()
                .satisfies(page ->
                        assertThat(page.action().parameters().get("summary")).contains("does not end"));
    }

    @Test
    void itIsAskedAboutUntilItEndsAndThenJudged() {
        ward.turn(SICK, recycle("d-1", "i-1"));
        ward.turns(25, SICK);

        ward.target.answers.put("d-1", ActionResult.SUCCEEDED);
        ward.turns(20, WELL);

        assertThat(ward.state("d-1")).isEqualTo(DecisionState.HEALED);
        assertThat(ward.record("d-1").result()).isEqualTo(ActionResult.SUCCEEDED);
    }

    @Test
    void itIsStuckAfterARestartToo() {
        ward.turn(SICK, recycle("d-1", "i-1"));
        ward.turns(25, SICK);

        ward.restart();
        ward.turns(5, SICK);

        assertThat(ward.record("d-1").stuck()).isTrue();
        assertThat(ward.target.calls).filteredOn("cancel d-1"::equals).hasSize(1);
        assertThat(ward.pages()).hasSize(1);
    }

    @Test
    void nothingIsToldToStopWhileAutomationIsPaused() {
        // Given
        ward.turn(SICK, recycle("d-1", "i-1"));
        ward.turn(SICK, List.of(new Command.Pause("ada", "", ward.now)));

        // When
        ward.turns(30, SICK);

        // Then
        assertThat(ward.target.calls).doesNotContain("cancel d-1");
        ward.turn(SICK, List.of(new Command.Resume("ada", "", ward.now)));
        ward.turns(2, SICK);
        assertThat(ward.target.calls).contains("cancel d-1");
    }

    @Test
    void anUndoHasTheTimeOfARun() {
        // Given
        Action scale = new Action("workload.scale", Ward.CART, Map.of("by", "1"));
        ward.target.inverse = Optional.of(new Action("workload.scale", Ward.CART, Map.of("by", "-1")));
        ward.target.next = ActionResult.SUCCEEDED;
        ward.turn(SICK, Ward.decision("d-1", "i-1", scale, 0.97, Disposition.ACT));
        ward.target.next = ActionResult.IN_PROGRESS;

        // When
        ward.turns(55, 4 * SICK);

        // Then
        assertThat(ward.state("d-1")).isEqualTo(DecisionState.UNDOING);
        assertThat(ward.record("d-1").stuck()).isFalse();
        ward.turns(20, 4 * SICK);
        assertThat(ward.record("d-1").stuck()).isTrue();
        assertThat(ward.pages()).hasSize(1);
        ward.target.answers.put("d-1-undo", ActionResult.SUCCEEDED);
        ward.turns(2, 4 * SICK);
        assertThat(ward.state("d-1")).isEqualTo(DecisionState.UNDONE);
    }

    private static Action restart() {
        return new Action("workload.restart", Ward.CART, Map.of());
    }
}
