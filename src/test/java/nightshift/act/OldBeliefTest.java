package nightshift.act;

import static nightshift.act.Ward.SICK;
import static nightshift.act.Ward.WELL;
import static nightshift.act.Ward.recycle;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.fact.Action;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Disposition;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was believed a while ago is no reason to do anything now: neither a first time, nor once more, nor back.
class OldBeliefTest {
    @AutoClose
    private Ward ward;

    @BeforeEach
    void open(@TempDir Path directory) {
        ward = Ward.withIncident(directory, "i-1");
    }

    @Test
    void whatWasLostIsNotSentAgainOnceTheIncidentIsOver() {
        // Given
        ward.target.loseOrders = true;
        ward.turn(SICK, recycle("d-1", "i-1"));

        // When
        ward.target.loseOrders = false;
        ward.closeIncident("i-1");
        ward.turns(40, WELL);

        // Then
        assertThat(ward.target.effects).isEmpty();
        assertThat(ward.state("d-1")).isEqualTo(DecisionState.FAILED);
        assertThat(ward.record("d-1").detail()).contains("never arrived");
    }

    @Test
    void whatWasLostWaitsWhileTheSymptomIsAwayAndGoesWhenItIsBack() {
        ward.target.loseOrders = true;
        ward.turn(SICK, recycle("d-1", "i-1"));
        ward.target.loseOrders = false;
        ward.turns(6, WELL);
        assertThat(ward.target.effects).isEmpty();

        ward.turns(5, SICK);

        assertThat(ward.target.effects).containsExactly("d-1");
    }

    @Test
    void nothingIsUndoneByWhatWasSeenBeforeAPause() {
        // Given: it got worse while automation is paused
        Action scale = new Action("workload.scale", Ward.CART, Map.of("by", "1"));
        ward.target.inverse = Optional.of(new Action("workload.scale", Ward.CART, Map.of("by", "-1")));
        ward.turn(SICK, Ward.decision("d-1", "i-1", scale, 0.97, Disposition.ACT));
        ward.turn(4 * SICK, List.of(new Command.Pause("ada", "", ward.now)));
        ward.turns(10, 4 * SICK);
        assertThat(ward.target.calls).containsExactly("plan d-1", "start d-1");

        // When: it is well by the time that automation goes on
        ward.turns(2, WELL);
        ward.turn(WELL, List.of(new Command.Resume("ada", "", ward.now)));
        ward.turns(10, WELL);

        // Then
        assertThat(ward.target.effects).containsExactly("d-1");
        assertThat(ward.state("d-1")).isEqualTo(DecisionState.HEALED);
    }

    @Test
    void afterAFreezeNothingIsDoneUntilAWindowClosed() {
        // Given
        ward.turn(SICK);
        ward.freeze(Duration.ofSeconds(66));

        // When
        ward.turn(SICK, recycle("d-1", "i-1"));

        // Then
        assertThat(ward.target.calls).isEmpty();
        assertThat(ward.record("d-1").detail()).contains("nobody looked");
        ward.turn(SICK);
        assertThat(ward.target.effects).containsExactly("d-1");
    }

    @Test
    void whatHealedWhileTheProcessWasFrozenIsLeftAlone() {
        ward.turn(SICK);
        ward.freeze(Duration.ofSeconds(66));
        ward.turn(SICK, recycle("d-1", "i-1"));

        ward.turns(5, WELL);

        assertThat(ward.target.calls).isEmpty();
    }
}
