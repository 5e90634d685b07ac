package nightshift.fact.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignalDomainTest {
    private static final Band WIDE = new Band(-0.2, 0.4, 1.3);

    @Test
    void aBandLosesWhatLiesOutside() {
        assertThat(SignalDomain.RATIO.within(WIDE)).isEqualTo(new Band(0, 0.4, 1));
        assertThat(SignalDomain.COUNT.within(WIDE)).isEqualTo(new Band(0, 0.4, 1.3));
        assertThat(SignalDomain.DURATION.within(WIDE)).isEqualTo(new Band(0, 0.4, 1.3));
        assertThat(SignalDomain.FREE.within(WIDE)).isEqualTo(WIDE);
    }

    @Test
    void aBandWhollyOutsideBecomesTheNearestEnd() {
        assertThat(SignalDomain.RATIO.within(new Band(-3, -2, -1))).isEqualTo(new Band(0, 0, 0));
        assertThat(SignalDomain.RATIO.within(new Band(2, 3, 4))).isEqualTo(new Band(1, 1, 1));
    }
}
