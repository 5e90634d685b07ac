package nightshift.fact.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FigureTest {
    @ParameterizedTest
    @CsvSource({
        "0.8234, s, DURATION, 823 ms",
        "1.5, s, DURATION, 1.5 s",
        "0.000012, s, DURATION, 12 µs",
        "0, s, DURATION, 0 s",
        "536870912, By, COUNT, 512 MiB",
        "12, By, COUNT, 12 B",
        "0.034, 1, RATIO, 3.4 %",
        "14, {request}, COUNT, 14 requests",
        "1, {pod}, COUNT, 1 pod",
        "0.123456, {request}/s, COUNT, 0.123 requests/s",
        "2.5, {cpu}, COUNT, 2.5 cores",
        "2048, By/s, COUNT, 2 KiB/s",
        "0.123456, 1, COUNT, 0.123",
        "NaN, s, DURATION, unknown",
    })
    void itReadsInTheSignalsUnit(double value, String unit, SignalDomain domain, String read) {
        assertThat(Figure.of(value, new SignalMeaning(SignalRole.OTHER, unit, domain)))
                .isEqualTo(read.replace(' ', '\u00a0'));
    }

    @ParameterizedTest
    @CsvSource({"0.123456, 12.3 %", "0.9, 90 %", "0.9994, 99.9 %", "0.9999, above 99.9 %", "1, 100 %", "0, 0 %"})
    void whatIsNotCertainIsNotRoundedToCertainty(double ratio, String read) {
        assertThat(Figure.confidence(ratio)).isEqualTo(read.replace(" %", "\u00a0%"));
    }

    @Test
    void whatNobodyKnowsIsUnknown() {
        assertThat(Figure.percent(Double.NaN)).isEqualTo("unknown");
        assertThat(Figure.confidence(Double.NaN)).isEqualTo("unknown");
        assertThat(Figure.times(Double.NaN)).isEqualTo("unknown");
        assertThat(Figure.seconds(Double.NaN)).isEqualTo("unknown");
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0,
                1,
                0.2,
                1.005,
                12.345,
                999.95,
                123_456,
                999_999_999.9,
                1e9,
                0.0001,
                0.00009999,
                -7.777e-5,
                3e12
            })
    void howManyTimesIsTheNumberOfItsFirstThreeDigits(double value) {
        double threeDigits = new BigDecimal(value, new MathContext(3)).doubleValue();
        assertThat(Figure.times(value)).isEqualTo(Figure.of(threeDigits));
    }

    @Test
    void aTimeHasItsTwoLargestUnits() {
        assertThat(Figure.of(Duration.ofMillis(250))).isEqualTo("250\u00a0ms");
        assertThat(Figure.of(Duration.ofSeconds(59))).isEqualTo("59\u00a0s");
        assertThat(Figure.of(Duration.ofMinutes(10))).isEqualTo("10\u00a0min");
        assertThat(Figure.of(Duration.ofSeconds(90))).isEqualTo("1\u00a0min 30\u00a0s");
        assertThat(Figure.of(Duration.ofMinutes(150))).isEqualTo("2\u00a0h 30\u00a0min");
        assertThat(Figure.of(Duration.ofHours(49))).isEqualTo("2\u00a0d 1\u00a0h");
    }
}
