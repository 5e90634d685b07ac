package nightshift.understand.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DetectorHorizonsTest {
    private static final double LEVEL = 100;

    private final TailMap tails = TailMaps.shipped().slow();
    private final Random random = new Random(3);
    private final DetectorHorizons horizons = new DetectorHorizons();

    @Test
    void youngOneKnowsNothing() {
        // When
        for (int row = 0; row < 10; row++) {
            normal(LEVEL + random.nextGaussian(), LEVEL);
        }
        // Then
        assertThat(horizons.probability(tails, 0)).isOne();
    }

    @Test
    void noiseIsNotRare() {
        // Given
        quiet(400);
        // When
        int rare = 0;
        for (int row = 0; row < 2_000; row++) {
            normal(LEVEL + random.nextGaussian(), LEVEL);
            rare += horizons.probability(tails, 0) < 0.01 ? 1 : 0;
        }
        // Then
        assertThat(rare).isLessThan(20);
    }

    @Test
    void shiftThatNoSingleRowShowsIsRareOnceItLasts() {
        // Given
        quiet(400);
        // When
        outside(LEVEL + 1.5 + random.nextGaussian());
        double first = horizons.probability(tails, 0);
        for (int row = 0; row < 39; row++) {
            outside(LEVEL + 1.5 + random.nextGaussian());
        }
        // Then
        assertThat(first).isGreaterThan(0.05);
        assertThat(horizons.probability(tails, 0)).isLessThan(0.002);
    }

    @Test
    void whereverAWanderingSeriesGetsIsNotRare() {
        // Given a random walk, whose best forecast is where it was
        double value = LEVEL;
        for (int row = 0; row < 1_000; row++) {
            double next = value + random.nextGaussian();
            normal(next, value);
            value = next;
        }
        // When it goes on from a forecast that stands still for forty rows, as in an excursion
        double stood = value;
        int rare = 0;
        for (int row = 0; row < 40; row++) {
            value += random.nextGaussian();
            horizons.add(value, stood);
            horizons.interrupt();
            rare += horizons.probability(tails, 0) < 0.01 ? 1 : 0;
        }
        // Then
        assertThat(rare).isZero();
    }

    @Test
    void whatWasOutsideTeachesNothing() {
        // Given
        quiet(400);
        for (int row = 0; row < 60; row++) {
            outside(LEVEL + 50);
        }
        // When
        quiet(60);
        for (int row = 0; row < 3; row++) {
            outside(LEVEL + 10);
        }
        // Then
        assertThat(horizons.probability(tails, 0)).isLessThan(0.002);
    }

    private void quiet(int rows) {
        for (int row = 0; row < rows; row++) {
            normal(LEVEL + random.nextGaussian(), LEVEL);
        }
    }

    private void normal(double value, double forecast) {
        horizons.add(value, forecast);
        horizons.learn();
    }

    private void outside(double value) {
        horizons.add(value, LEVEL);
        horizons.interrupt();
    }
}
