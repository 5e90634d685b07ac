package nightshift.fact.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// How far the mean of durations is believed.
class SpreadTest {
    private static final int REQUESTS = 2_000;

    private final Random random = new Random(11);

    @Test
    void meanOfUsualDurationsIsBelieved() {
        // Given
        double[] durations = drawn();
        // When, Then
        assertThat(steady(durations)).isEqualTo(mean(durations));
    }

    @Test
    void oneRequestThatTookMinutesMovesItByNoMoreThanThePercentilesAllow() {
        // Given
        double[] durations = drawn();
        double usual = mean(durations);
        // When one of two thousand is a stream that ends after ten minutes
        durations[0] = 600;
        // Then
        assertThat(mean(durations)).isGreaterThan(5 * usual);
        assertThat(steady(durations)).isLessThan(2 * usual);
    }

    @Test
    void tailThatIsThereIsBelieved() {
        // Given
        double[] durations = drawn();
        // When one of thirty takes two seconds, which no p95 shows
        for (int slow = 0; slow < REQUESTS; slow += 30) {
            durations[slow] = 2;
        }
        // Then
        assertThat(steady(durations)).isCloseTo(mean(durations), within(0.001));
    }

    private double[] drawn() {
        double[] durations = new double[REQUESTS];
        for (int each = 0; each < REQUESTS; each++) {
            durations[each] = 0.05 * Math.exp(0.4 * random.nextGaussian());
        }
        return durations;
    }

    private static double steady(double[] durations) {
        double[] sorted = durations.clone();
        Arrays.sort(sorted);
        Reading.Spread spread = new Reading.Spread(mean(durations), at(sorted, 0.5), at(sorted, 0.99));
        return spread.steadyMean(at(sorted, 0.95));
    }

    private static double at(double[] sorted, double quantile) {
        return sorted[(int) (quantile * sorted.length)];
    }

    private static double mean(double[] durations) {
        return Arrays.stream(durations).average().orElseThrow();
    }
}
