package nightshift.understand.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import nightshift.fact.Breach;
import nightshift.fact.Watch;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.HistoryPoint;
import nightshift.fact.telemetry.SeriesDirectory;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.Signal;
import nightshift.fact.telemetry.SignalKind;
import nightshift.fact.telemetry.Window;
import org.junit.jupiter.api.Test;

class BreachTrackerTest {
    private static final EntityId CART = EntityId.service("shop", "cart");
    private static final Duration STEP = Duration.ofSeconds(10);
    private static final Signal CPU_SIGNAL = new Signal("process.cpu.utilization", "1", SignalKind.GAUGE);
    private static final SeriesKey CPU = new SeriesKey(CART, CPU_SIGNAL);
    private static final Signal PENDING =
            new Signal("db.client.connection.pending_requests", "{request}", SignalKind.GAUGE);

    private final Map<SeriesKey, List<HistoryPoint>> history = new HashMap<>();
    private final List<SeriesKey> directory = new ArrayList<>();
    private final BreachTracker tracker =
            new BreachTracker(Duration.ofSeconds(30), key -> history.getOrDefault(key, List.of()));
    private Instant now = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void breachBeginsWithTheFirstWindowBeyondAndKeepsItsPeak() {
        // Given
        tracker.watch(List.of(above(CPU, 0.9)));
        // When
        feed(CPU, 0.5);
        Instant first = feed(CPU, 0.95);
        feed(CPU, 0.99);
        feed(CPU, 0.93);
        // Then
        assertThat(breach().since()).isEqualTo(first);
        assertThat(breach().peak()).isEqualTo(0.99);
        assertThat(breach().above()).isEqualTo(0.9);
        assertThat(breach().below()).isNaN();
    }

    @Test
    void heldForMovesOnlyAtTheDurationsThatRulesAskFor() {
        // Given
        tracker.watch(List.of(above(CPU, 0.9, Duration.ofMinutes(2), Duration.ofMinutes(10))));
        List<Duration> seen = new ArrayList<>();
        // When
        for (int i = 0; i < 70; i++) {
            feed(CPU, 0.95);
            seen.add(breach().heldFor());
        }
        // Then
        assertThat(seen.subList(0, 12)).containsOnly(Duration.ZERO);
        assertThat(seen.subList(12, 60)).containsOnly(Duration.ofMinutes(2));
        assertThat(seen.subList(60, 70)).containsOnly(Duration.ofMinutes(10));
    }

    @Test
    void oneWindowOnTheRightSideEndsIt() {
        // Given
        tracker.watch(List.of(above(CPU, 0.9)));
        feed(CPU, 0.95);
        feed(CPU, 0.95);
        // When
        feed(CPU, 0.89);
        Instant again = feed(CPU, 0.95);
        // Then
        assertThat(breach().since()).isEqualTo(again);
    }

    @Test
    void emptyWindowDoesNotEndItButSilenceDoes() {
        // Given
        tracker.watch(List.of(above(CPU, 0.9)));
        Instant first = feed(CPU, 0.95);
        feed(CPU, 0.95);
        // When, Then
        now = now.plus(STEP);
        feed(CPU, 0.95);
        assertThat(breach().since()).isEqualTo(first);
        assertThat(tracker.current(now.plusSeconds(30))).hasSize(1);
        assertThat(tracker.current(now.plusSeconds(40))).isEmpty();
    }

    @Test
    void breachAfterSilenceIsANewOne() {
        // Given
        tracker.watch(List.of(above(CPU, 0.9)));
        feed(CPU, 0.95);
        // When
        now = now.plusSeconds(300);
        Instant again = feed(CPU, 0.95);
        // Then
        assertThat(breach().since()).isEqualTo(again);
    }

    @Test
    void seriesWithASlowStepIsNotSilentBetweenItsPoints() {
        // Given
        tracker.watch(List.of(above(CPU, 0.9)));
        Instant first = feed(CPU, 0.95);
        // When
        for (int i = 0; i < 5; i++) {
            now = now.plusSeconds(50);
            feed(CPU, 0.95);
        }
        // Then
        assertThat(tracker.current(now.plusSeconds(120))).hasSize(1);
        assertThat(tracker.current(now.plusSeconds(170))).isEmpty();
        assertThat(breach().since()).isAfter(first).isBefore(now);
    }

    @Test
    void fallingBelowAThresholdIsABreachToo() {
        // Given
        SeriesKey ready = new SeriesKey(CART, new Signal("k8s.container.ready", "1", SignalKind.GAUGE));
        tracker.watch(
                List.of(new Watch("k8s.container.ready", Double.NaN, 0.9, new TreeSet<>(List.of(Duration.ZERO)))));
        // When
        feed(ready, 0.5);
        feed(ready, 0.25);
        // Then
        assertThat(breach().below()).isEqualTo(0.9);
        assertThat(breach().peak()).isEqualTo(0.25);
    }

    @Test
    void poolsOfOneServiceAddUpAndSharesAreAveraged() {
        // Given
        tracker.watch(List.of(above(new SeriesKey(CART, PENDING), 5)));
        SeriesKey one = new SeriesKey(CART, PENDING, Map.of("db.client.connection.pool.name", "one"));
        SeriesKey two = new SeriesKey(CART, PENDING, Map.of("db.client.connection.pool.name", "two"));
        SeriesKey busy = new SeriesKey(CART, CPU_SIGNAL, Map.of("cpu", "0"));
        SeriesKey idle = new SeriesKey(CART, CPU_SIGNAL, Map.of("cpu", "1"));
        tracker.watch(List.of(above(new SeriesKey(CART, PENDING), 5), above(CPU, 0.9)));
        // When
        feed(Map.of(one, 4.0, two, 3.0, busy, 1.0, idle, 0.2));
        // Then
        assertThat(breach().signal()).isEqualTo(PENDING.name());
        assertThat(breach().peak()).isEqualTo(7);
    }

    @Test
    void instanceBreachesBesideItsService() {
        // Given
        EntityId instance = EntityId.instance("shop", "cart", "cart-1");
        tracker.watch(List.of(above(CPU, 0.9)));
        // When
        feed(Map.of(CPU, 0.8, new SeriesKey(instance, CPU_SIGNAL), 0.99));
        // Then
        assertThat(breach().entity()).isEqualTo(instance);
        assertThat(breach().service()).isEqualTo(CART);
    }

    @Test
    void newThresholdLooksBackOverTheHistory() {
        // Given
        for (int i = 0; i < 30; i++) {
            double value = i < 5 ? 0.5 : 0.95;
            Instant at = feed(CPU, value);
            history.computeIfAbsent(CPU, key -> new ArrayList<>()).add(new HistoryPoint(at, value, null, 0));
        }
        // When
        tracker.watch(List.of(above(CPU, 0.9, Duration.ofMinutes(4))));
        // Then
        assertThat(breach().since()).isEqualTo(history.get(CPU).get(5).at());
        assertThat(breach().heldFor()).isEqualTo(Duration.ofMinutes(4));
    }

    @Test
    void changedDurationKeepsTheBreachAndDroppedThresholdForgetsIt() {
        // Given
        tracker.watch(List.of(above(CPU, 0.9)));
        Instant first = feed(CPU, 0.95);
        for (int i = 0; i < 12; i++) {
            feed(CPU, 0.95);
        }
        // When, Then
        tracker.watch(List.of(above(CPU, 0.9, Duration.ofMinutes(1))));
        assertThat(breach().since()).isEqualTo(first);
        assertThat(breach().heldFor()).isEqualTo(Duration.ofMinutes(1));
        tracker.watch(List.of());
        assertThat(tracker.current(now)).isEmpty();
    }

    @Test
    void seriesThatIsOverIsNoBreach() {
        // Given
        tracker.watch(List.of(above(CPU, 0.9)));
        feed(CPU, 0.95);
        // When
        tracker.end(List.of(CPU));
        // Then
        assertThat(tracker.current(now)).isEmpty();
    }

    private static Watch above(SeriesKey key, double threshold, Duration... durations) {
        return new Watch(key.signal().name(), threshold, Double.NaN, new TreeSet<>(List.of(durations)));
    }

    private Breach breach() {
        List<Breach> current = tracker.current(now);
        assertThat(current).hasSize(1);
        return current.getFirst();
    }

    private Instant feed(SeriesKey key, double value) {
        return feed(Map.of(key, value));
    }

    private Instant feed(Map<SeriesKey, Double> row) {
        List<SeriesKey> keys = List.copyOf(row.keySet());
        int[] series = new int[keys.size()];
        double[] values = new double[series.length];
        long[] counts = new long[series.length];
        for (int i = 0; i < series.length; i++) {
            if (!directory.contains(keys.get(i))) {
                directory.add(keys.get(i));
            }
            series[i] = directory.indexOf(keys.get(i));
            values[i] = row.getOrDefault(keys.get(i), 0.0);
            counts[i] = 1;
        }
        tracker.take(new Window(now, STEP, series, values, counts), numbers());
        now = now.plus(STEP);
        return now;
    }

    private SeriesDirectory numbers() {
        return new SeriesDirectory() {
            @Override
            public int size() {
                return directory.size();
            }

            @Override
            public SeriesKey key(int series) {
                return directory.get(series);
            }
        };
    }
}
