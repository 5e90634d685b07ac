package nightshift.understand.detect.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import nightshift.understand.detect.history.HistoryBatch;
import org.junit.jupiter.api.Test;

class StatisticalForecasterTest {
    private static final double DAY = 288;
    private final StatisticalForecaster forecaster = StatisticalForecaster.chosen();

    /// One series of five minutes; `at` gives its value at a step, 0 being the target; earlier than `from` is
    /// unknown.
    private record Past(IntToDoubleFunction at, int from) implements HistoryBatch {
        @Override
        public int rows() {
            return 1;
        }

        @Override
        public Instant target() {
            return Instant.EPOCH;
        }

        @Override
        public Duration step(int row) {
            return Duration.ofMinutes(5);
        }

        @Override
        public void recent(int row, float[] into) {
            for (int i = 0; i < into.length; i++) {
                into[i] = value(i - into.length);
            }
        }

        @Override
        public void sameTime(int row, int days, float[] into) {
            for (int i = 0; i < into.length; i++) {
                into[i] = value((int) (-days * DAY) + i - into.length / 2);
            }
        }

        private float value(int step) {
            return step < from ? Float.NaN : (float) at.applyAsDouble(step);
        }
    }

    @Test
    void constantStaysConstant() {
        assertThat(forecaster.forecast(new Past(step -> 42, -3000))[0]).isCloseTo(42, within(1e-4));
    }

    @Test
    void noiseIsAveraged() {
        // Given
        Random random = new Random(5);
        double[] noise = random.doubles(64, 9, 11).toArray();
        // When
        double forecast = forecaster.forecast(new Past(step -> noise[64 + step], -64))[0];
        // Then
        assertThat(forecast).isCloseTo(Arrays.stream(noise).average().orElse(0), within(0.4));
    }

    @Test
    void randomWalkIsFollowed() {
        assertThat(forecaster.forecast(new Past(step -> step < -10 ? 5 : 20, -64))[0])
                .isCloseTo(20, within(0.1));
    }

    @Test
    void slopeOfTheDayIsAddedWhenDaysAreKnown() {
        // Given
        IntToDoubleFunction daily = step -> 50 * Math.sin(2 * Math.PI * step / DAY) + 100;
        // When
        double informed = forecaster.forecast(new Past(daily, -3000))[0];
        double uninformed = forecaster.forecast(new Past(daily, -64))[0];
        // Then
        double truth = daily.applyAsDouble(0);
        assertThat(Math.abs(informed - truth)).isLessThan(Math.abs(uninformed - truth) / 2);
    }

    @Test
    void standInSaysWhy() {
        assertThat(StatisticalForecaster.inPlaceOfModel("no model").status().degraded())
                .isTrue();
        assertThat(StatisticalForecaster.inPlaceOfModel("no model").status().reason())
                .isEqualTo("no model");
        assertThat(forecaster.status().degraded()).isFalse();
    }
}
