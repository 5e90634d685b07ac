package nightshift.understand.symptom;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import nightshift.KnownSignals;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Signal;
import nightshift.understand.symptom.ActiveSymptom.Ground;
import org.junit.jupiter.api.Test;

class ActiveSymptomTest {
    private static final Signal ERRORS = KnownSignals.signal("http.server.request.error.ratio");
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void failuresThatCountedRequestsProveAreSureOnceTheyAreNoMoment() {
        assertThat(sure(Ground.COUNTS, 2)).isFalse();
        assertThat(sure(Ground.COUNTS, 3)).isTrue();
    }

    @Test
    void aLongPastNeedsNoProofAndAYoungOneHasNone() {
        assertThat(sure(Ground.PAST, 1)).isTrue();
        assertThat(sure(Ground.YOUNG_PAST, 30)).isFalse();
    }

    private static boolean sure(Ground ground, int held) {
        Measurement level = new Measurement(ERRORS, 0.06, new Band(0, 0, 0.01), 0.99, NOW, Duration.ofMinutes(1), null);
        ActiveSymptom.Key key = new ActiveSymptom.Key(EntityId.service("shop", "cart"), ERRORS.name(), Direction.UP);
        return new ActiveSymptom(key, NOW, 0.99, level, held, held, ground).sure();
    }
}
