package nightshift.understand.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ChanceTest {
    @Test
    void tailOfCoinTossesIsExact() {
        // Then
        assertThat(Chance.ofAtLeast(8, 10, 0.5)).isCloseTo(56 / 1024.0, within(1e-10));
        assertThat(Chance.ofAtLeast(0, 10, 0.5)).isEqualTo(1);
        assertThat(Chance.ofAtLeast(10, 10, 0.5)).isCloseTo(1 / 1024.0, within(1e-12));
        assertThat(Chance.ofAtLeast(11, 10, 0.5)).isEqualTo(0);
    }

    @Test
    void equalSharesAreNoSurpriseAndFarApartOnesAre() {
        // Then
        assertThat(Chance.ofShareRising(10, 1000, 10, 1000)).isBetween(0.4, 0.7);
        assertThat(Chance.ofShareRising(1, 1000, 20, 100)).isLessThan(1e-15);
        assertThat(Chance.ofShareRising(20, 100, 1, 1000)).isGreaterThan(0.999);
    }

    @Test
    void manyFailuresAreCountedWithoutOverflow() {
        // Then
        assertThat(Chance.ofShareRising(50_000, 1_000_000, 50_000, 1_000_000)).isBetween(0.49, 0.51);
        assertThat(Chance.ofShareRising(50_000, 1_000_000, 52_000, 1_000_000)).isLessThan(1e-9);
    }

    @Test
    void meansAreComparedAsStudentsTableSays() {
        // Given
        double[] before = {1, 2, 3, 4, 5};
        double[] after = {4, 5, 6, 7, 8};
        // Then: t = 3 with 8 degrees of freedom
        assertThat(Chance.ofMeanRising(before, after)).isCloseTo(0.00853, within(1e-4));
        assertThat(Chance.ofMeanRising(after, before)).isCloseTo(0.99147, within(1e-4));
    }

    @Test
    void constantSamplesDifferForSureOrNotAtAll() {
        // Then
        assertThat(Chance.ofMeanRising(new double[] {1, 1, 1}, new double[] {2, 2, 2}))
                .isEqualTo(0);
        assertThat(Chance.ofMeanRising(new double[] {1, 1, 1}, new double[] {1, 1, 1}))
                .isEqualTo(1);
    }
}
