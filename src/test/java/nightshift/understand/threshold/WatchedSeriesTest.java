package nightshift.understand.threshold;

import static nightshift.understand.threshold.TrackerOnTrial.CART;
import static nightshift.understand.threshold.TrackerOnTrial.CPU;
import static nightshift.understand.threshold.TrackerOnTrial.CPU_SIGNAL;
import static nightshift.understand.threshold.TrackerOnTrial.PENDING;
import static nightshift.understand.threshold.TrackerOnTrial.above;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import nightshift.KnownSignals;
import nightshift.fact.Breach;
import nightshift.fact.Watch;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.Signal;
import nightshift.fact.telemetry.SignalRole;
import org.junit.jupiter.api.Test;

/// Which series a threshold holds for, and what parts of one thing add up to.
class WatchedSeriesTest {
    private final TrackerOnTrial trial = new TrackerOnTrial();

    @Test
    void machineAndWhatHasNoServiceAreJudgedToo() {
        // Given
        Signal disk = KnownSignals.signal("node.filesystem.share");
        for (EntityId entity : List.of(EntityId.node("node-7"), EntityId.workload("shop", "orders-db"))) {
            SeriesKey key = new SeriesKey(entity, disk, Map.of("system.filesystem.mountpoint", "/"));
            trial.tracker.watch(List.of(above(key, 0.9)));
            // When
            trial.feed(key, 0.96);
            // Then
            assertThat(trial.tracker.current(trial.now))
                    .extracting(Breach::entity)
                    .contains(entity);
        }
    }

    @Test
    void partsThatExportAtDifferentMomentsAddUp() {
        // Given
        SeriesKey one = new SeriesKey(CART, PENDING, Map.of("db.client.connection.pool.name", "one"));
        SeriesKey two = new SeriesKey(CART, PENDING, Map.of("db.client.connection.pool.name", "two"));
        trial.tracker.watch(List.of(above(new SeriesKey(CART, PENDING), 5)));
        // When
        trial.feed(Map.of(one, 4.0), 60);
        trial.now = trial.now.plusSeconds(20);
        trial.feed(Map.of(two, 4.0), 60);
        // Then
        assertThat(trial.breach().peak()).isEqualTo(8);
    }

    @Test
    void fallingBelowAThresholdIsABreachToo() {
        // Given
        SeriesKey ready = new SeriesKey(CART, KnownSignals.signal("k8s.container.ready"));
        trial.tracker.watch(List.of(new Watch(
                new Watch.Named("k8s.container.ready"), Double.NaN, 0.9, new TreeSet<>(List.of(Duration.ZERO)))));
        // When
        trial.feed(ready, 0.5);
        trial.feed(ready, 0.25);
        // Then
        assertThat(trial.breach().below()).isEqualTo(0.9);
        assertThat(trial.breach().peak()).isEqualTo(0.25);
    }

    @Test
    void poolsOfOneServiceAddUpAndSharesAreAveraged() {
        // Given
        trial.tracker.watch(List.of(above(new SeriesKey(CART, PENDING), 5)));
        SeriesKey one = new SeriesKey(CART, PENDING, Map.of("db.client.connection.pool.name", "one"));
        SeriesKey two = new SeriesKey(CART, PENDING, Map.of("db.client.connection.pool.name", "two"));
        Signal share = KnownSignals.signal("container.cpu.share");
        SeriesKey busy = new SeriesKey(CART, share, Map.of("cpu", "0"));
        SeriesKey idle = new SeriesKey(CART, share, Map.of("cpu", "1"));
        trial.tracker.watch(List.of(above(new SeriesKey(CART, PENDING), 5), above(new SeriesKey(CART, share), 0.9)));
        // When
        trial.feed(Map.of(one, 4.0, two, 3.0, busy, 1.0, idle, 0.2));
        // Then
        assertThat(trial.breach().signal()).isEqualTo(PENDING.name());
        assertThat(trial.breach().peak()).isEqualTo(7);
    }

    @Test
    void aThresholdOnARoleHoldsForEverySignalThatTellsThatAndNoOther() {
        // Given
        SeriesKey pool = new SeriesKey(CART, PENDING);
        SeriesKey wait = new SeriesKey(CART, KnownSignals.signal("db.client.connection.wait_time"));
        SeriesKey memory = new SeriesKey(CART, KnownSignals.signal("process.memory.usage"));
        trial.tracker.watch(List.of(
                new Watch(new Watch.InRole(SignalRole.SATURATION, true), 0.9, Double.NaN, new TreeSet<>()),
                new Watch(new Watch.InRole(SignalRole.MEMORY, true), 0.9, Double.NaN, new TreeSet<>()),
                new Watch(new Watch.InRole(SignalRole.CONNECTION_QUEUE, false), 0.9, Double.NaN, new TreeSet<>())));
        // When
        trial.feed(Map.of(CPU, 0.95, pool, 4.0, wait, 2.0, memory, 5e8));
        // Then
        assertThat(trial.tracker.current(trial.now))
                .extracting(Breach::signal)
                .containsExactlyInAnyOrder(CPU_SIGNAL.name(), PENDING.name());
        assertThat(trial.tracker.current(trial.now))
                .extracting(Breach::role)
                .containsExactlyInAnyOrder("SATURATION", "CONNECTION_QUEUE");
    }

    @Test
    void instanceBreachesBesideItsService() {
        // Given
        EntityId instance = EntityId.instance("shop", "cart", "cart-1");
        trial.tracker.watch(List.of(above(CPU, 0.9)));
        // When
        trial.feed(Map.of(CPU, 0.8, new SeriesKey(instance, CPU_SIGNAL), 0.99));
        // Then
        assertThat(trial.breach().entity()).isEqualTo(instance);
        assertThat(trial.breach().service()).isEqualTo(CART);
    }
}
