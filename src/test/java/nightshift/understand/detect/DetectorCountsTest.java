package nightshift.understand.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// What counted requests prove of a share of failures.
class DetectorCountsTest {
    private final DetectorCounts counts = new DetectorCounts();

    @Test
    void whatIsAsBadAsTheWorstQuietWindowProvesNothing() {
        // Given quiet time with one burst
        quiet(20, 0, 100);
        quiet(1, 0.5, 100);
        // When
        counts.away(0.5, 600);
        // Then
        assertThat(counts.confidence()).isZero();
    }

    @Test
    void farMoreThanEverIsProven() {
        quiet(20, 0.01, 100);
        counts.away(0.5, 200);
        assertThat(counts.confidence()).isCloseTo(1, within(1e-9));
    }

    @Test
    void aLittleMoreIsProvenByManyRequestsAlone() {
        quiet(20, 0.10, 1000);
        counts.away(0.13, 300);
        assertThat(counts.confidence()).isLessThan(0.9);
        counts.away(0.13, 3000);
        assertThat(counts.confidence()).isGreaterThan(0.99);
    }

    @Test
    void fewRequestsBeforeOrNowProveNothing() {
        counts.quiet(0, 49);
        counts.away(1, 1000);
        assertThat(counts.confidence()).isZero();
        counts.quiet(0, 1000);
        counts.away(1, 19);
        assertThat(counts.confidence()).isZero();
    }

    @Test
    void anExcursionIsCountedFromItsBeginning() {
        quiet(20, 0, 100);
        counts.away(1, 1000);
        quiet(1, 0, 100);
        counts.away(0.5, 20);
        assertThat(counts.confidence()).isZero();
    }

    private void quiet(int windows, double share, long requests) {
        for (int i = 0; i < windows; i++) {
            counts.quiet(share, requests);
        }
    }
}
