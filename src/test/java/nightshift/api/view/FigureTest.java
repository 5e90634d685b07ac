package nightshift.api.view;

import static org.assertj.core.api.Assertions.assertThat;

import nightshift.fact.telemetry.SignalDomain;
import nightshift.fact.telemetry.SignalMeaning;
import nightshift.fact.telemetry.SignalRole;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        "14, {request}, COUNT, 14",
        "NaN, s, DURATION, unknown",
    })
    void itReadsInTheSignalsUnit(double value, String unit, SignalDomain domain, String read) {
        assertThat(Figure.of(value, new SignalMeaning(SignalRole.OTHER, unit, domain)))
                .isEqualTo(read.replace(' ', '\u00a0'));
    }
}
