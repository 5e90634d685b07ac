package nightshift.fact.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private final Patience patience = new Patience(2, Duration.ofSeconds(30));

    @Test
    void fastSeriesIsAskedForTheSpanAndASlowOneForTheWindows() {
        // Then
        assertThat(patience.windows(Duration.ofSeconds(10))).isEqualTo(3);
        assertThat(patience.windows(Duration.ofSeconds(15))).isEqualTo(2);
        assertThat(patience.windows(Duration.ofSeconds(300))).isEqualTo(2);
        assertThat(patience.lasting(Duration.ofSeconds(300))).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void unknownStepIsAskedForTheWindowsAlone() {
        // Then
        assertThat(patience.windows(Duration.ZERO)).isEqualTo(2);
    }

    @Test
    void noWindowAndNegativeTimeAreRefused() {
        // Then
        assertThatThrownBy(() -> new Patience(0, Duration.ZERO)).hasMessageContaining("got 0 windows");
        assertThatThrownBy(() -> new Patience(1, Duration.ofSeconds(-1))).hasMessageContaining("no negative time");
    }
}
