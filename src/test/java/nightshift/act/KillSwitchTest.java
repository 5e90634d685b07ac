package nightshift.act;

import static nightshift.act.Ward.SICK;
import static nightshift.act.Ward.WELL;
import static nightshift.act.Ward.recycle;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import nightshift.fact.ActionResult;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Guard;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillSwitchTest {
    @AutoClose
    private Ward ward;

    @BeforeEach
    void open(@TempDir Path directory) {
        ward = Ward.withIncident(directory, "i-1");
    }

    private Command pause() {
        return new Command.Pause("ada", "deploying", ward.now);
    }

    private Command resume() {
        return new Command.Resume("ada", "done", ward.now);
    }

    @Test
    void whilePausedNothingIsDispatchedAndTheDecisionSaysWhy() {
        ward.turn(SICK, List.of(pause()), recycle("d-1", "i-1"));
        ward.turns(5, SICK);

        assertThat(ward.paused()).isTrue();
        assertThat(ward.target.calls).isEmpty();
        assertThat(ward.record("d-1").guards())
                .filteredOn(guard -> guard.verdict() == Guard.Verdict.WAIT)
                .extracting(Guard::reason)
                .singleElement()
                .asString()
                .contains("ada");
    }

    @Test
    void waitingWritesNothingWhileNothingChanges() {
        ward.turn(SICK, List.of(pause()), recycle("d-1", "i-1"));
        int before = ward.journal.eventsAfter(0, 500).size();

        ward.turns(10, SICK);

        assertThat(ward.journal.eventsAfter(0, 500)).hasSize(before);
    }

    @Test
    void afterResumeItIsDone() {
        ward.turn(SICK, List.of(pause()), recycle("d-1", "i-1"));
        ward.turn(SICK, List.of(resume()));

        assertThat(ward.target.effects).containsExactly("d-1");
    }

    @Test
    void aPauseOutlivesARestart() {
        ward.turn(SICK, List.of(pause()));
        ward.restart();
        ward.turn(SICK, recycle("d-1", "i-1"));

        assertThat(ward.paused()).isTrue();
        assertThat(ward.target.calls).isEmpty();
    }

    @Test
    void whatIsUnderWayIsFollowedAndVerifiedWhilePaused() {
        ward.target.next = ActionResult.IN_PROGRESS;
        ward.turn(SICK, recycle("d-1", "i-1"));
        ward.target.answers.put("d-1", ActionResult.SUCCEEDED);
        ward.turn(SICK, List.of(pause()));
        ward.turns(10, WELL);

        assertThat(ward.state("d-1")).isEqualTo(DecisionState.HEALED);
    }

    @Test
    void aPausedAutomationStillPages() {
        ward.turn(SICK, List.of(pause()), recycle("d-1", "i-1"));
        ward.turns(130, SICK);

        assertThat(ward.pages())
                .singleElement()
                .satisfies(page -> assertThat(page.state()).isEqualTo(DecisionState.DONE));
    }
}
