package nightshift.observe.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Which durations are those of streams beside answers, at either side of each bound.
class LongStreamsTest {
    private static final LatencyConfig CONFIG =
            new LatencyConfig(Duration.ofSeconds(1), Duration.ofSeconds(50), 30, 0.1);

    private final StreamSketch sketch = new StreamSketch(1, 4);

    @Test
    void whatLastedLongerThanAnAnswerMayIsLeftOut() {
        observe(30, 0.02);
        observe(30, 55);
        assertThat(longest()).isLessThan(0.1);
    }

    @Test
    void whatLastedLessIsAnAnswer() {
        observe(30, 0.02);
        observe(3, 45);
        assertThat(longest()).isGreaterThan(40);
    }

    @Test
    void besideFewerAnswersThanAreNeededNothingIsLeftOut() {
        observe(29, 0.02);
        observe(30, 55);
        assertThat(longest()).isGreaterThan(50);
    }

    @Test
    void asManyAsMayLieBetweenDoNotMakeStreamsAnswers() {
        observe(30, 0.02);
        observe(3, 5);
        observe(30, 55);
        assertThat(longest()).isLessThan(6);
    }

    @Test
    void oneMoreBetweenMakesTheLongOnesAnswers() {
        observe(30, 0.02);
        observe(4, 5);
        observe(30, 55);
        assertThat(longest()).isGreaterThan(50);
    }

    @Test
    void whatAnAnswerTakesAtMostIsOne() {
        observe(30, 0.9);
        observe(30, 55);
        assertThat(longest()).isLessThan(1);
    }

    @Test
    void whatTakesLongerThanAnAnswerIsNone() {
        observe(30, 1.2);
        observe(30, 55);
        assertThat(longest()).isGreaterThan(50);
    }

    private void observe(int times, double seconds) {
        IntStream.range(0, times).forEach(each -> sketch.observe(7, seconds));
    }

    private double longest() {
        Merged merged = new Merged();
        merged.merge(sketch, 7);
        Quantiles quantiles = new Quantiles(CONFIG);
        quantiles.of(merged);
        return quantiles.at(1);
    }
}
