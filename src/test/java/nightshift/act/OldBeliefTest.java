package nightshift.act;

import static nightshift.act.Ward.SICK;
import static nightshift.act.Ward.WELL;
import static nightshift.act.Ward.recycle;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import nightshift.fact.Action;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Disposition;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /// Between its guards and the wire: as long as a pause between two turns may be, and no longer.
    @ParameterizedTest
    @CsvSource({"15, true", "16, false"})
    void anOrderThatIsFrozenBeforeItIsSentIsNotSentAfterwards(int seconds, boolean sent) {
        // Given
        Runnable order = orderThatWaits();

        // When
        ward.freeze(Duration.ofSeconds(seconds));
        order.run();

        // Then
        assertThat(ward.target.effects).hasSize(sent ? 1 : 0);
        ward.turns(6, WELL);
        assertThat(ward.target.effects).hasSize(sent ? 1 : 0);
    }

    @Test
    void whatWasFrozenBeforeItWasSentGoesWhenItIsStillRight() {
        // Given
        Runnable order = orderThatWaits();
        ward.freeze(Duration.ofSeconds(66));
        order.run();

        // When
        ward.turns(8, SICK);

        // Then
        assertThat(ward.target.effects).containsExactly("d-1");
    }

    /// Its plan is asked for at once, and what sends it waits for a thread.
    private Runnable orderThatWaits() {
        List<Runnable> waiting = new ArrayList<>();
        AtomicInteger calls = new AtomicInteger();
        ward.effectsOn(call -> {
            if (calls.incrementAndGet() == 2) {
                waiting.add(call);
            } else {
                call.run();
            }
        });
        ward.turn(SICK, recycle("d-1", "i-1"));
        assertThat(waiting).hasSize(1);
        return waiting.getFirst();
    }
}
