package nightshift.understand.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import nightshift.KnownSignals;
import nightshift.fact.Breach;
import nightshift.fact.Watch;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.HistoryPoint;
import nightshift.fact.telemetry.SeriesDirectory;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.Signal;
import nightshift.fact.telemetry.SignalRole;
import nightshift.fact.telemetry.Window;
import org.junit.jupiter.api.Test;

class BreachTrackerTest {
    private static final EntityId CART = EntityId.service("shop", "cart");
    private static final Duration STEP = Duration.ofSeconds(10);
    private static final Signal CPU_SIGNAL = KnownSignals.signal("process.cpu.utilization");
    private static final SeriesKey CPU = new SeriesKey(CART, CPU_SIGNAL);
    private static final Signal PENDING = KnownSignals.signal("db.client.connection.pending_requests");

    private final Map<SeriesKey, List<HistoryPoint>> history = new HashMap<>();
    private final List<SeriesKey> directory = new ArrayList<>();
    private final BreachTracker tracker = new BreachTracker(BreachConfig.defaults(), new BreachTracker.Past() {
        @Override
        public List<SeriesKey> series(Watch.Scope scope) {
            return directory.stream().filter(key -> scope.covers(key.signal())).toList();
        }

        @Override
        public List<HistoryPoint> of(SeriesKey series) {
            looks++;
            return history.getOrDefault(series, List.of());
        }
    });
    private int looks;
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
    void machineAndWhatHasNoServiceAreJudgedToo() {
        // Given
        Signal disk = KnownSignals.signal("node.filesystem.share");
        for (EntityId entity : List.of(EntityId.node("node-7"), EntityId.workload("shop", "orders-db"))) {
            SeriesKey key = new SeriesKey(entity, disk, Map.of("system.filesystem.mountpoint", "/"));
            tracker.watch(List.of(above(key, 0.9)));
            // When
            feed(key, 0.96);
            // Then
            assertThat(tracker.current(now)).extracting(Breach::entity).contains(entity);
        }
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
    void queueThatReadsLowNowAndThenIsHeldAllTheSame() {
        // Given
        SeriesKey pending = new SeriesKey(CART, PENDING);
        tracker.watch(List.of(above(pending, 1, Duration.ofSeconds(70))));
        // When
        Instant first = feed(pending, 11);
        for (double waiting : new double[] {14, 1, 1, 8, 8, 6, 13}) {
            feed(pending, waiting);
        }
        // Then
        assertThat(breach().since()).isEqualTo(first);
        assertThat(breach().heldFor()).isEqualTo(Duration.ofSeconds(70));
    }

    @Test
    void queueThatIsFullLessThanThreeQuartersOfTheTimeIsNotHeld() {
        // Given
        SeriesKey pending = new SeriesKey(CART, PENDING);
        tracker.watch(List.of(above(pending, 1, Duration.ofSeconds(50))));
        // When
        for (int i = 0; i < 30; i++) {
            feed(pending, 11);
            feed(pending, 11);
            feed(pending, 0);
        }
        // Then
        assertThat(tracker.current(now))
                .allSatisfy(breach -> assertThat(breach.heldFor()).isZero());
    }

    @Test
    void threeWindowsOnTheRightSideEndIt() {
        // Given
        tracker.watch(List.of(above(CPU, 0.9)));
        for (int i = 0; i < 100; i++) {
            feed(CPU, 0.95);
        }
        // When, Then
        feed(CPU, 0.89);
        feed(CPU, 0.89);
        assertThat(tracker.current(now)).hasSize(1);
        feed(CPU, 0.89);
        assertThat(tracker.current(now)).isEmpty();
        Instant again = feed(CPU, 0.95);
        assertThat(breach().since()).isEqualTo(again);
    }

    @Test
    void partsThatExportAtDifferentMomentsAddUp() {
        // Given
        SeriesKey one = new SeriesKey(CART, PENDING, Map.of("db.client.connection.pool.name", "one"));
        SeriesKey two = new SeriesKey(CART, PENDING, Map.of("db.client.connection.pool.name", "two"));
        tracker.watch(List.of(above(new SeriesKey(CART, PENDING), 5)));
        // When
        feed(Map.of(one, 4.0), 60);
        now = now.plusSeconds(20);
        feed(Map.of(two, 4.0), 60);
        // Then
        assertThat(breach().peak()).isEqualTo(8);
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
        assertThat(tracker.current(now.plusSeconds(180))).hasSize(1);
        assertThat(tracker.current(now.plusSeconds(190))).isEmpty();
        assertThat(breach().since()).isAfter(first).isBefore(now);
    }

    @Test
    void fallingBelowAThresholdIsABreachToo() {
        // Given
        SeriesKey ready = new SeriesKey(CART, KnownSignals.signal("k8s.container.ready"));
        tracker.watch(List.of(new Watch(
                new Watch.Named("k8s.container.ready"), Double.NaN, 0.9, new TreeSet<>(List.of(Duration.ZERO)))));
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
        Signal share = KnownSignals.signal("container.cpu.share");
        SeriesKey busy = new SeriesKey(CART, share, Map.of("cpu", "0"));
        SeriesKey idle = new SeriesKey(CART, share, Map.of("cpu", "1"));
        tracker.watch(List.of(above(new SeriesKey(CART, PENDING), 5), above(new SeriesKey(CART, share), 0.9)));
        // When
        feed(Map.of(one, 4.0, two, 3.0, busy, 1.0, idle, 0.2));
        // Then
        assertThat(breach().signal()).isEqualTo(PENDING.name());
        assertThat(breach().peak()).isEqualTo(7);
    }

    @Test
    void aThresholdOnARoleHoldsForEverySignalThatTellsThatAndNoOther() {
        // Given
        SeriesKey pool = new SeriesKey(CART, PENDING);
        SeriesKey wait = new SeriesKey(CART, KnownSignals.signal("db.client.connection.wait_time"));
        SeriesKey memory = new SeriesKey(CART, KnownSignals.signal("process.memory.usage"));
        tracker.watch(List.of(
                new Watch(new Watch.InRole(SignalRole.SATURATION, true), 0.9, Double.NaN, new TreeSet<>()),
                new Watch(new Watch.InRole(SignalRole.MEMORY, true), 0.9, Double.NaN, new TreeSet<>()),
                new Watch(new Watch.InRole(SignalRole.CONNECTION_QUEUE, false), 0.9, Double.NaN, new TreeSet<>())));
        // When
        feed(Map.of(CPU, 0.95, pool, 4.0, wait, 2.0, memory, 5e8));
        // Then
        assertThat(tracker.current(now))
                .extracting(Breach::signal)
                .containsExactlyInAnyOrder(CPU_SIGNAL.name(), PENDING.name());
        assertThat(tracker.current(now))
                .extracting(Breach::role)
                .containsExactlyInAnyOrder("SATURATION", "CONNECTION_QUEUE");
    }

    @Test
    void aFullPoolThatReadsLowNowAndThenIsHeldAndOneHighReadingIsNot() {
        // Given
        SeriesKey pool = new SeriesKey(CART, PENDING);
        tracker.watch(List.of(new Watch(
                new Watch.InRole(SignalRole.CONNECTION_QUEUE, false),
                1,
                Double.NaN,
                new TreeSet<>(List.of(Duration.ofSeconds(60))))));
        // When what a leaked pool read, every ten seconds
        for (double waiting : new double[] {11, 14, 1, 7, 8, 8, 6, 13}) {
            feed(pool, waiting);
        }
        // Then
        assertThat(breach().heldFor()).isEqualTo(Duration.ofSeconds(60));
        // When it is read off twenty times, and somebody waits but once
        for (int i = 0; i < 20; i++) {
            feed(pool, i == 15 ? 8 : 0);
        }
        // Then
        assertThat(tracker.current(now)).isEmpty();
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

    @Test
    void thresholdsThatStayTheSameDoNotLookBackAgain() {
        // Given
        feed(CPU, 0.95);
        tracker.watch(List.of(above(CPU, 0.9)));
        int before = looks;
        // When
        for (int turn = 0; turn < 10; turn++) {
            tracker.watch(List.of(above(CPU, 0.9)));
        }
        // Then
        assertThat(looks).isEqualTo(before).isEqualTo(1);
    }

    @Test
    void theListIsTheSameUntilAWindowClosesOrASeriesEnds() {
        // Given
        EntityId stock = EntityId.service("shop", "stock");
        SeriesKey other = new SeriesKey(stock, CPU_SIGNAL);
        tracker.watch(List.of(above(CPU, 0.9)));
        feed(Map.of(CPU, 0.95, other, 0.99));
        List<Breach> first = tracker.current(now);
        assertThat(first).hasSize(2);
        assertThat(tracker.current(now)).isSameAs(first);
        // When a series ends that nobody watches
        tracker.end(List.of(new SeriesKey(CART, PENDING)));
        // Then
        assertThat(tracker.current(now)).isSameAs(first);
        // When one ends that is beyond its threshold
        tracker.end(List.of(other));
        // Then
        assertThat(breach().entity()).isEqualTo(CART);
    }

    private static Watch above(SeriesKey key, double threshold, Duration... durations) {
        return new Watch(
                new Watch.Named(key.signal().name()), threshold, Double.NaN, new TreeSet<>(List.of(durations)));
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
        return feed(row, Math.toIntExact(STEP.toSeconds()));
    }

    private Instant feed(Map<SeriesKey, Double> row, int step) {
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
        int[] steps = new int[series.length];
        Arrays.fill(steps, step);
        tracker.take(new Window(now, STEP, series, values, counts, steps), numbers());
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
