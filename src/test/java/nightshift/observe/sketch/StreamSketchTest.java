package nightshift.observe.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.function.DoubleToLongFunction;
import java.util.stream.IntStream;
import nightshift.observe.intake.Buckets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamSketchTest {
    private final StreamSketch sketch = new StreamSketch(1, 4);

    @Test
    void aDurationIsKeptWithinFivePercentFromAMillisecondToAHundredSeconds() {
        Merged merged = new Merged();
        Quantiles quantiles = new Quantiles(LatencyConfig.defaults());
        for (double seconds = 0.001; seconds < 100; seconds *= 1.013) {
            sketch.observe(7, seconds);
            merged.clear();
            merged.merge(sketch, 7);
            quantiles.of(merged);
            assertThat(quantiles.at(1)).isCloseTo(seconds, withinPercentage(4.6));
        }
        assertThat(quantiles.at(0)).isCloseTo(0.001, withinPercentage(4.6));
    }

    @Test
    void whatIsMuchShorterThanTheLongestIsCountedTogether() {
        // Given a hundred answers of a microsecond and fifty of as long as anybody waits
        IntStream.range(0, 100).forEach(each -> sketch.observe(7, 1e-6));
        IntStream.range(0, 50).forEach(each -> sketch.observe(7, 90));

        // When
        Quantiles quantiles = merged(7);

        // Then none is lost, the long ones are exact, and the bins are no more than 128
        assertThat(quantiles.at(0.95)).isCloseTo(90, withinPercentage(4.6));
        assertThat(quantiles.at(0.5)).isLessThan(0.01);
        assertThat(sketch.bytes()).isLessThanOrEqualTo(128 * Integer.BYTES);
    }

    @Test
    void moreThanABinCanCountStaysTheMostThatItCan() {
        // Given more short answers than an int can count, of two lengths, that fall together beside a long one
        Buckets many = new Buckets();
        for (double seconds : new double[] {1e-6, 2e-6}) {
            many.clear();
            sketch.add(7, many, 4e9 * seconds, 4_000_000_000L);
        }
        sketch.observe(7, 1e6);

        // Then they still are the most by far
        assertThat(merged(7).at(0.99)).isLessThan(1e3);
    }

    @Test
    void aWindowForgetsWhatTheOneBeforeInItsPlaceHeld() {
        sketch.observe(7, 10);
        sketch.observe(11, 0.1);
        assertThat(sketch.read(7)).isNull();
        assertThat(merged(11).at(1)).isCloseTo(0.1, withinPercentage(4.6));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.02, 0.036, 0.06, 0.3, 1.2})
    void theTailOfARequestIsToldNearlyAsItIsThoughBucketsAreWide(double mean) {
        // Given a thousand answers, as exponentially distributed ones lie in an SDK's default buckets
        Buckets buckets = defaults(upTo -> Math.round(1000 * -Math.expm1(-upTo / mean)));

        // When
        sketch.add(7, buckets, Double.NaN, 1000);

        // Then
        assertThat(merged(7).at(0.95)).isCloseTo(-mean * Math.log(0.05), withinPercentage(12));
    }

    @Test
    void aBucketThatAllFallIntoIsFilledEvenly() {
        Buckets buckets = defaults(upTo -> upTo < 0.25 ? 0 : 1000);

        sketch.add(7, buckets, Double.NaN, 1000);

        assertThat(merged(7).at(0.5)).isCloseTo(0.175, withinPercentage(6));
    }

    /// @param upTo how many take at most so many seconds
    private static Buckets defaults(DoubleToLongFunction upTo) {
        double[] bounds = {0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10};
        Buckets buckets = new Buckets();
        buckets.clear();
        long before = 0;
        for (double bound : bounds) {
            long now = upTo.applyAsLong(bound);
            buckets.addCount(now - before);
            before = now;
        }
        buckets.addCount(1000 - before);
        for (double bound : bounds) {
            buckets.addBound(bound);
        }
        assertThat(buckets.explicit()).isTrue();
        return buckets;
    }

    @Test
    void whatAHistogramOfFifteenBucketsCostsStaysBelowNineHundredBytes() {
        double[] bounds = {0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10};
        for (int window = 0; window < 20; window++) {
            Buckets buckets = new Buckets();
            buckets.clear();
            for (int at = 0; at <= bounds.length; at++) {
                buckets.addCount(at > 2 && at < 7 ? 100L * (window + 1) : 0);
            }
            for (double bound : bounds) {
                buckets.addBound(bound);
            }
            assertThat(buckets.explicit()).isTrue();
            sketch.rise(window, buckets, 40, 400);
        }
        assertThat(sketch.bytes()).isBetween(400, 900);
    }

    private Quantiles merged(long window) {
        Merged merged = new Merged();
        merged.merge(sketch, window);
        Quantiles quantiles = new Quantiles(LatencyConfig.defaults());
        quantiles.of(merged);
        return quantiles;
    }
}
