package nightshift.understand.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TailCorrectionTest {
    private final TailCorrection correction = new TailCorrection();

    @Test
    void withoutARecordThePooledProbabilityHolds() {
        assertThat(correction.apply(0.01)).isCloseTo(0.01, within(1e-12));
        assertThat(correction.apply(1e-7)).isCloseTo(1e-7, within(1e-15));
    }

    @Test
    void restlessSeriesIsBelievedLessAndQuietSeriesMore() {
        // Given
        TailCorrection restless = new TailCorrection();
        TailCorrection quiet = new TailCorrection();
        for (int i = 0; i < 1000; i++) {
            restless.add(i % 20 == 0 ? 0.0005 : 0.6);
            quiet.add(0.6);
        }
        // Then
        assertThat(restless.apply(0.002)).isGreaterThan(0.004);
        assertThat(quiet.apply(0.002)).isLessThan(0.001);
    }

    @Test
    void largerSizesAreNeverMoreProbable() {
        // Given
        for (int i = 0; i < 500; i++) {
            correction.add(Math.pow(10, -(i % 10) / 3.0));
        }
        // Then
        double before = 1;
        for (double z = 0.1; z < 20; z += 0.1) {
            double p = correction.apply(Math.min(1, Math.pow(10, -z / 3)));
            assertThat(p).isLessThanOrEqualTo(before * (1 + 1e-12));
            before = p;
        }
    }
}
