package nightshift.understand.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import nightshift.KnownSignals;
import nightshift.fact.telemetry.Signal;
import nightshift.fact.telemetry.SignalMeaning;
import org.junit.jupiter.api.Test;

class ScaleFloorTest {
    private static final Signal BYTES = KnownSignals.signal("jvm.memory.used");

    @Test
    void oneErrorInAFewRequestsMeansNothing() {
        assertThat(ScaleFloor.of(DetectorBench.ERRORS, 0.02, 0, 50, 10)).isEqualTo(0.02);
        assertThat(ScaleFloor.of(DetectorBench.ERRORS, 0.02, 0, 5000, 10)).isEqualTo(0.0002);
    }

    @Test
    void countsHaveThePoissonNoiseOfTheirWindow() {
        assertThat(ScaleFloor.of(DetectorBench.RATE, 0, 0, 1, 10)).isEqualTo(0.1);
        assertThat(ScaleFloor.of(DetectorBench.RATE, 90, 90, 900, 10)).isCloseTo(3.45, within(0.01));
    }

    @Test
    void coresAreNoCountThoughTheirUnitLooksLikeOne() {
        assertThat(ScaleFloor.of(KnownSignals.signal("container.cpu.usage"), 1, 0.5, 1, 10))
                .isCloseTo(0.005, within(1e-9));
    }

    @Test
    void levelsHaveAFewPercent() {
        assertThat(ScaleFloor.of(DetectorBench.LATENCY, 0.2, 0.2, 10, 10)).isCloseTo(0.006, within(1e-9));
        assertThat(ScaleFloor.of(DetectorBench.CPU, 0.5, 0.5, 1, 10)).isEqualTo(0.005);
        assertThat(ScaleFloor.of(BYTES, 1e9, 1e9, 1, 10)).isCloseTo(1e7, within(1.0));
    }

    @Test
    void thePercentileOfFewRequestsIsNoisierThanThatOfMany() {
        Signal mean = DetectorBench.LATENCY;
        SignalMeaning judged = new SignalMeaning(mean.role(), "s", mean.domain(), SignalMeaning.JUDGED);
        Signal p95 = new Signal(
                mean.name(), mean.kind(), judged, mean.family(), mean.combine(), mean.badSide(), mean.materiality());
        assertThat(ScaleFloor.of(p95, 0.2, 0.2, 4, 10)).isCloseTo(0.04, within(1e-9));
        assertThat(ScaleFloor.of(p95, 0.2, 0.2, 10_000, 10)).isCloseTo(0.0092, within(1e-9));
    }

    @Test
    void firstValueOfASeriesOfZerosIsRemarkableButNotInfinitelySo() {
        assertThat(ScaleFloor.of(BYTES, 600, 0, 1, 10)).isEqualTo(100);
    }
}
