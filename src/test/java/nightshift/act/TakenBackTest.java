package nightshift.act;

import static nightshift.act.Ward.SICK;
import static nightshift.act.Ward.WELL;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import nightshift.fact.Action;
import nightshift.fact.ActionType;
import nightshift.fact.Change;
import nightshift.fact.ChangeKind;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Disposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A person takes back what Nightshift did; the journal remembers it.
class TakenBackTest {
    @TempDir
    private Path directory;

    @Test
    void afterwardsThePersonIsAskedAlsoWhenTheProcessBeganAnew() {
        try (Ward ward = Ward.withIncident(directory, "i-1")) {
            // Given: a scaling that helped, and a person who scaled back half an hour later
            ward.turn(SICK, scale("d-1", "i-1"));
            ward.turns(20, WELL);
            assertThat(ward.state("d-1")).isEqualTo(DecisionState.HEALED);
            ward.turns(160, WELL);
            ward.journal.told(scaling(ward, "kubectl"));

            // When
            ward.restart();
            ward.open("i-2");
            ward.turn(SICK, scale("d-2", "i-2"));

            // Then
            assertThat(ward.state("d-2")).isEqualTo(DecisionState.AWAITING_APPROVAL);
            assertThat(ward.record("d-2").detail()).contains("kubectl took back workload.scale on cart", "d-1");
        }
    }

    @Test
    void whatAnAutoscalerDidIsNoReasonToAsk() {
        try (Ward ward = Ward.withIncident(directory, "i-1")) {
            // Given
            ward.turn(SICK, scale("d-1", "i-1"));
            ward.turns(180, WELL);
            ward.journal.told(scaling(ward, "autoscaler cart"));

            // When
            ward.open("i-2");
            ward.turn(SICK, scale("d-2", "i-2"));

            // Then
            assertThat(ward.record("d-2").startedAt()).isEqualTo(ward.now);
        }
    }

    private static Decision scale(String id, String incident) {
        return Ward.decision(
                id,
                incident,
                new Action(ActionType.WORKLOAD_SCALE, Ward.CART, Map.of("by", "1")),
                0.97,
                Disposition.ACT);
    }

    private static Change scaling(Ward ward, String by) {
        return new Change(
                "c-1",
                ward.now.minus(Duration.ofSeconds(5)),
                Ward.CART,
                ChangeKind.SCALING,
                "",
                "",
                by,
                "cart is to have 2 replicas, before it 3");
    }
}
