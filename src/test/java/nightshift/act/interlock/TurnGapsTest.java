package nightshift.act.interlock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Times in which nobody looked, and clocks that are set while somebody does.
class TurnGapsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final TurnGaps gaps = new TurnGaps(Duration.ofSeconds(15));

    @ParameterizedTest
    @CsvSource({"15, false", "16, true", "600, true"})
    void aClockThatWasSetBackByMoreIsAGapThoughTheLoopGoesOn(int seconds, boolean gap) {
        gaps.turn(NOON, NOON, Duration.ZERO);

        Instant next = NOON.plusSeconds(1);
        gaps.turn(next, next, Duration.ofSeconds(seconds));

        assertThat(gaps.last().isPresent()).isEqualTo(gap);
    }

    @Test
    void oneThatStaysSetBackIsOneGapAndBeingSetRightIsAnother() {
        gaps.turn(NOON, NOON, Duration.ZERO);
        gaps.turn(NOON.plusSeconds(1), NOON.plusSeconds(1), Duration.ofSeconds(60));
        gaps.turn(NOON.plusSeconds(2), NOON.plusSeconds(2), Duration.ofSeconds(60));
        assertThat(gaps.last()).map(Gap::until).hasValue(NOON.plusSeconds(1));

        gaps.turn(NOON.plusSeconds(3), NOON.plusSeconds(3), Duration.ZERO);
        assertThat(gaps.last()).map(Gap::until).hasValue(NOON.plusSeconds(3));
    }
}
