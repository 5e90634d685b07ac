package nightshift.act;

import static nightshift.act.Ward.SICK;
import static nightshift.act.Ward.recycle;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import nightshift.fact.decision.DecisionState;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A target that is away for a moment, as while it is being rolled out itself, has refused nothing.
class TargetAwayTest {
    @AutoClose
    private Ward ward;

    @BeforeEach
    void open(@TempDir Path directory) {
        ward = Ward.withIncident(directory, "i-1");
    }

    @Test
    void whoIsAwayWhenItIsPlannedIsAskedAgainAndNobodyIsWoken() {
        // Given
        ward.target.away = true;
        ward.turn(SICK, recycle("d-1", "i-1"));
        ward.turns(2, SICK);
        assertThat(ward.state("d-1")).isEqualTo(DecisionState.INTENT);
        assertThat(ward.record("d-1").detail()).contains("it is being rolled out");

        // When
        ward.target.away = false;
        ward.turns(2, SICK);

        // Then
        assertThat(ward.target.effects).containsExactly("d-1");
        assertThat(ward.pages()).isEmpty();
    }

    @Test
    void whoStaysAwayForFiveMinutesHasFailedAndAPersonIsWoken() {
        ward.target.away = true;
        ward.turn(SICK, recycle("d-1", "i-1"));
        ward.turns(29, SICK);
        assertThat(ward.state("d-1")).isEqualTo(DecisionState.INTENT);

        ward.turns(9, SICK);

        assertThat(ward.state("d-1")).isEqualTo(DecisionState.FAILED);
        assertThat(ward.record("d-1").detail()).contains("could not be asked for");
        assertThat(ward.target.calls).hasSizeBetween(5, 12);
        assertThat(ward.pages()).hasSize(1);
    }

    @Test
    void theClockOfWhoIsAwayGoesOnOverARestart() {
        // Given
        ward.target.away = true;
        ward.turn(SICK, recycle("d-1", "i-1"));
        ward.turns(20, SICK);
        Instant since = ward.record("d-1").execution().unknownSince();

        // When
        ward.restart();
        ward.turns(5, SICK);

        // Then
        assertThat(ward.record("d-1").execution().unknownSince()).isEqualTo(since);
        ward.turns(10, SICK);
        assertThat(ward.state("d-1")).isEqualTo(DecisionState.FAILED);
    }

    @Test
    void whoWantsToBeLeftAloneIs() {
        ward.target.away = true;
        ward.target.retryAfter = Duration.ofMinutes(1);

        ward.turn(SICK, recycle("d-1", "i-1"));
        ward.turns(5, SICK);
        assertThat(ward.target.calls).containsExactly("plan d-1");

        ward.target.away = false;
        ward.turn(SICK);
        assertThat(ward.target.calls).containsExactly("plan d-1", "plan d-1", "start d-1");
    }

    @Test
    void theTimeForWhichAnInterlockHeldItUpDoesNotCount() {
        // Given
        ward.target.away = true;
        ward.turn(SICK, recycle("d-1", "i-1"));
        ward.turns(2, SICK);

        // When
        ward.turns(40, Ward.WELL);

        // Then
        assertThat(ward.record("d-1").execution().unknownSince()).isNull();
        assertThat(ward.state("d-1")).isEqualTo(DecisionState.INTENT);
    }
}
