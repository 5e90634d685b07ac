package nightshift.understand.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SeriesStepTest {
    private final SeriesStep step = new SeriesStep(10);
    private long now = 1_000;

    private void arrive(int... distances) {
        for (int distance : distances) {
            now += distance;
            step.arrive(now);
        }
    }

    @Test
    void isAWindowUntilMoreIsKnown() {
        // When
        arrive(0);
        // Then
        assertThat(step.step()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void isTheFirstDistanceOnceThereIsOne() {
        // When
        arrive(0, 60);
        // Then
        assertThat(step.step()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void pointsThatFallOnEitherSideOfAWindowsEdgeHaveOneStep() {
        // When
        arrive(0, 10, 20, 10, 20, 10, 20, 10, 20);
        // Then
        assertThat(step.step()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void jitterAndLostExportsDoNotChangeIt() {
        // When
        arrive(0, 60, 50, 70, 60, 600, 60, 120, 60);
        // Then
        assertThat(step.spacing()).isBetween(55, 75);
    }

    @Test
    void slowestSenderSpeaksForInstancesOutOfPhase() {
        // When
        arrive(0, 20, 20, 20, 20);
        step.arrive(now + 20, 60);
        // Then
        assertThat(step.spacing()).isEqualTo(20);
        assertThat(step.step()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void aWindowThatIsNotNewerChangesNothing() {
        // Given
        arrive(0, 30, 30);
        // When
        step.arrive(now);
        step.arrive(now - 10);
        // Then
        assertThat(step.end()).isEqualTo(now);
        assertThat(step.spacing()).isEqualTo(30);
    }
}
