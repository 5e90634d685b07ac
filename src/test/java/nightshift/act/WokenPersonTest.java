package nightshift.act;

import static nightshift.act.Ward.SICK;
import static nightshift.act.Ward.WELL;
import static nightshift.act.Ward.recycle;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nightshift.fact.Action;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.Disposition;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who sleeps and who is woken over an incident, whatever became of its actions.
class WokenPersonTest {
    @AutoClose
    private Ward ward;

    @BeforeEach
    void open(@TempDir Path directory) {
        ward = Ward.withIncident(directory, "i-1");
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
    void whatAPersonRejectedIsNoReasonToWakeThemAtOnce() {
        Action recycle = new Action("pool.recycle", Ward.CART, Map.of());
        ward.turn(SICK, Ward.decision("d-1", "i-1", recycle, 0.97, Disposition.AWAIT_APPROVAL));
        ward.turn(SICK, List.of(new Command.Reject("d-1", "ada", "I do it myself", ward.now)));
        ward.turns(20, SICK);

        assertThat(ward.told).isEmpty();
        assertThat(ward.pages()).isEmpty();
    }
}
