package nightshift.simulate.world.chance;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @ValueSource(ints = {40, 48, 5000})
    void drawnDurationsHaveTheirMeanAndSpread(int count) {
        // Given
        Durations durations = new Durations();
        Dice dice = new Dice(2);

        // When
        for (int second = 0; second < 200; second++) {
            Spread.draw(dice.at(Dice.Purpose.DURATION, 0, second), count, 0.1, 0.0025, durations, null);
        }

        // Then
        assertThat(durations.count()).isEqualTo(200L * count);
        assertThat(durations.mean()).isCloseTo(0.1, Percentage.withPercentage(2));
        double above = Spread.longer(0.1, 0.0025, 0.2);
        assertThat(1 - (double) durations.atMost(0.2) / durations.count())
                .isCloseTo(above, Percentage.withPercentage(15));
    }

    @Test
    void quantilesLieWithinAnEighthOfTheTruth() {
        // Given
        Durations durations = new Durations();

        // When
        for (int millis = 1; millis <= 1000; millis++) {
            durations.add(millis / 1000.0, 1);
        }

        // Then
        assertThat(durations.quantile(0.5)).isCloseTo(0.5, Percentage.withPercentage(8));
        assertThat(durations.quantile(0.95)).isCloseTo(0.95, Percentage.withPercentage(8));
        assertThat(durations.quantile(0.99)).isCloseTo(0.99, Percentage.withPercentage(8));
    }

    @Test
    void whatCameSinceACopyIsTheDifference() {
        // Given
        Durations durations = new Durations();
        durations.add(0.1, 5);
        Durations before = durations.copy();

        // When
        durations.add(0.2, 3);
        Durations since = durations.copy();
        since.subtract(before);

        // Then
        assertThat(since.count()).isEqualTo(3);
        assertThat(since.mean()).isCloseTo(0.2, Percentage.withPercentage(8));
        assertThat(since.atMost(0.15)).isZero();
    }
}
