package nightshift.understand.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TailCorrectionTest {
    private final TailCorrection correction = new TailCorrection();

    @Test
    void withoutARecordThePooledProbabilityHolds() {
        assertThat(correction.apply(3, 0.01)).isCloseTo(0.01, within(1e-12));
        assertThat(correction.apply(30, 1e-7)).isCloseTo(1e-7, within(1e-15));
    }

    @Test
    void restlessSeriesIsBelievedLessAndQuietSeriesMore() {
        // Given
        TailCorrection restless = new TailCorrection();
        TailCorrection quiet = new TailCorrection();
        for (int i = 0; i < 1000; i++) {
            restless.add(i % 20 == 0 ? 4 : 0.5, i % 20 == 0 ? 0.0005 : 0.6, 1);
            quiet.add(0.5, 0.6, 1);
        }
        // Then
        assertThat(restless.apply(5, 0.002)).isGreaterThan(0.004);
        assertThat(quiet.apply(5, 0.002)).isLessThan(0.001);
    }

    @Test
    void whatWasSeenSeveralTimesIsNoRarerThanThatHoweverLarge() {
        // Given
        for (int i = 0; i < 300; i++) {
            correction.add(i % 75 == 74 ? 50 : 0.5, i % 75 == 74 ? 1e-8 : 0.6, 1);
        }
        // Then
        assertThat(correction.apply(50, 1e-8)).isCloseTo(4 / 301.0, within(1e-9));
        assertThat(correction.apply(51, 1e-8)).isLessThan(1e-6);
    }

    @Test
    void oneAccidentExcusesNothing() {
        // Given
        correction.add(50, 1e-8, 1);
        for (int i = 0; i < 300; i++) {
            correction.add(0.5, 0.6, 1);
        }
        // Then
        assertThat(correction.apply(50, 1e-8)).isLessThan(1e-6);
    }

    @Test
    void largerSizesAreNeverMoreProbable() {
        // Given
        for (int i = 0; i < 500; i++) {
            correction.add(i % 10, Math.pow(10, -(i % 10) / 3.0), 1);
        }
        // Then
        double before = 1;
        for (double z = 0.1; z < 20; z += 0.1) {
            double p = correction.apply(z, Math.min(1, Math.pow(10, -z / 3)));
            assertThat(p).isLessThanOrEqualTo(before * (1 + 1e-12));
            before = p;
        }
    }
}
