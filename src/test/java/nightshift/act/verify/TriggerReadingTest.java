package nightshift.act.verify;

import static nightshift.act.Ward.CART;
import static nightshift.act.Ward.LATENCY;
import static nightshift.act.Ward.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.KnownSignals;
import nightshift.ListedReadings;
import nightshift.fact.decision.Trigger;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.SeriesKey;
import org.junit.jupiter.api.Test;

/// Which series tells whether a remedy helped.
class TriggerReadingTest {
    private static final Band TOTAL = new Band(0.01, 0.02, 0.03);
    private static final Band CHECKOUT = new Band(0.1, 0.2, 0.3);
    private static final Band SEARCH = new Band(0.04, 0.05, 0.06);
    private static final Band THRESHOLD = new Band(-Double.MAX_VALUE, 0.055, 1);

    private final Reading total = reading(Map.of(), TOTAL);
    private final Reading checkout = reading(Map.of("http.route", "/checkout"), CHECKOUT);
    private final Reading search = reading(Map.of("http.route", "/search"), SEARCH);

    @Test
    void whatARouteSetOffIsJudgedByThatRoute() {
        // When, Then
        assertThat(judgedBy(CHECKOUT, total, checkout, search)).contains(checkout);
        assertThat(judgedBy(TOTAL, checkout, search, total)).contains(total);
    }

    @Test
    void thresholdIsHeldAgainstTheTotalWhereThereIsOne() {
        // When, Then
        assertThat(judgedBy(THRESHOLD, search, checkout, total)).contains(total);
        assertThat(judgedBy(THRESHOLD, checkout, search)).contains(search);
    }

    @Test
    void ofSeveralWithTheSameBandTheLeastDividedIsMeant() {
        // Given
        Reading version = reading(Map.of("service.version", "1.2.3"), TOTAL);

        // When, Then
        assertThat(judgedBy(TOTAL, version, total)).contains(total);
    }

    private static Optional<Reading> judgedBy(Band expected, Reading... readings) {
        Trigger trigger = new Trigger(CART, LATENCY, KnownSignals.meaning(LATENCY), Direction.UP, 0.9, expected);
        return TriggerReading.of(trigger, new ListedReadings(NOON, List.of(readings)));
    }

    private static Reading reading(Map<String, String> attributes, Band expected) {
        SeriesKey key = new SeriesKey(CART, KnownSignals.signal(LATENCY), attributes);
        return new Reading(key, NOON, 0.02, expected, 0.5, 500, Duration.ofSeconds(10), null, null, Double.NaN);
    }
}
