package nightshift.understand.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SignificanceTest {
    @Test
    void tailOfCoinTossesIsExact() {
        // Then
        assertThat(Significance.ofShareRising(2, 100, 8, 100)).isCloseTo(56 / 1024.0, within(1e-10));
        assertThat(Significance.ofShareRising(10, 100, 0, 100)).isEqualTo(1);
        assertThat(Significance.ofShareRising(0, 100, 10, 100)).isCloseTo(1 / 1024.0, within(1e-12));
    }

    @Test
    void equalSharesAreNoSurpriseAndFarApartOnesAre() {
        // Then
        assertThat(Significance.ofShareRising(10, 1000, 10, 1000)).isBetween(0.4, 0.7);
        assertThat(Significance.ofShareRising(1, 1000, 20, 100)).isLessThan(1e-15);
        assertThat(Significance.ofShareRising(20, 100, 1, 1000)).isGreaterThan(0.999);
    }

    @Test
    void manyFailuresAreCountedWithoutOverflow() {
        // Then
        assertThat(Significance.ofShareRising(50_000, 1_000_000, 50_000, 1_000_000))
                .isBetween(0.49, 0.51);
        assertThat(Significance.ofShareRising(50_000, 1_000_000, 52_000, 1_000_000))
                .isLessThan(1e-9);
    }

    @Test
    void meansAreComparedAsStudentsTableSays() {
        // Given
        double[] before = {1, 2, 3, 4, 5};
        double[] after = {4, 5, 6, 7, 8};
        // Then: t = 3 with 8 degrees of freedom
        assertThat(Significance.ofMeanRising(before, after)).isCloseTo(0.00853, within(1e-4));
        assertThat(Significance.ofMeanRising(after, before)).isCloseTo(0.99147, within(1e-4));
    }

    @Test
    void constantSamplesDifferForSureOrNotAtAll() {
        // Then
        assertThat(Significance.ofMeanRising(new double[] {1, 1, 1}, new double[] {2, 2, 2}))
                .isEqualTo(0);
        assertThat(Significance.ofMeanRising(new double[] {1, 1, 1}, new double[] {1, 1, 1}))
                .isEqualTo(1);
    }
}
