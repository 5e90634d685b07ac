package nightshift.understand.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import nightshift.KnownSignals;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Signal;
import nightshift.understand.symptom.ActiveSymptom;
import nightshift.understand.symptom.ActiveSymptom.Ground;
import nightshift.understand.symptom.Measurement;
import org.junit.jupiter.api.Test;

class InvestigationTest {
    private static final Signal ERRORS = KnownSignals.signal("http.server.request.error.ratio");
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void aBrokenObjectiveIsPlainTroubleThoughItsBandIsWide() {
        assertThat(strength(0.16, Ground.OBJECTIVE)).isCloseTo(3, within(1e-9));
    }

    @Test
    void withoutAnObjectiveItCountsHowFarFromUsualItIs() {
        assertThat(strength(0.16, Ground.PAST)).isCloseTo(1, within(1e-9));
    }

    @Test
    void aBrokenObjectiveSaysNothingOfAMomentInWhichAllIsWell() {
        assertThat(strength(0.06, Ground.OBJECTIVE)).isZero();
    }

    /// Of a share of failures that is up to 0.08 on a usual day.
    private static double strength(double share, Ground ground) {
        Measurement level =
                new Measurement(ERRORS, share, new Band(0, 0, 0.08), 0.9, NOW, Duration.ofSeconds(10), null);
        ActiveSymptom.Key key = new ActiveSymptom.Key(EntityId.service("shop", "cart"), ERRORS.name(), Direction.UP);
        return Investigation.strength(new ActiveSymptom(key, NOW, 0.9, level, 3, 3, ground));
    }
}
