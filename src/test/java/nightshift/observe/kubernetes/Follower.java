package nightshift.observe.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import nightshift.fact.Change;
import nightshift.fact.inventory.ClusterView;
import nightshift.fact.inventory.Deployed;
import nightshift.fact.inventory.WatchStatus;
import nightshift.fact.telemetry.EntityId;
import nightshift.observe.ObserveConfig;
import nightshift.observe.Observer;
import nightshift.observe.intake.ClusterIntake;
import nightshift.observe.naming.SignalDictionary;

/// A cluster followed for a test, into an observer as the server has one.
final class Follower implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Observer observer = new Observer(ObserveConfig.defaults(), SignalDictionary.shipped());
    private final List<Change> changes = new CopyOnWriteArrayList<>();
    private final List<WatchStatus.State> states = new CopyOnWriteArrayList<>();
    private final KubernetesWatch watch;
    private final Thread looks;
    private volatile ClusterView view = new ClusterView("", Instant.EPOCH, List.of(), List.of(), List.of());
    private volatile boolean closed;

    Follower(KubernetesClient client, Duration staleAfter, String... namespaces) {
        ClusterIntake intake = (shown, told, status, now) -> {
            told.forEach(each -> changes.add(each.change()));
            states.add(status.state());
            view = shown;
            observer.cluster(shown, told, status, now);
        };
        watch = new KubernetesWatch(
                new KubernetesConfig("", Set.of(namespaces), staleAfter), client, intake, InstantSource.system());
        watch.start();
        looks = Thread.ofPlatform().name("test-looks").start(this::look);
    }

    static Follower of(KubernetesClient client) {
        Follower follower = new Follower(client, KubernetesConfig.STALE_AFTER);
        follower.until(WatchStatus.State.WATCHING);
        return follower;
    }

    private void look() {
        while (!closed) {
            watch.look();
            try {
                Thread.sleep(50);
            } catch (InterruptedException over) {
                return;
            }
        }
    }

    WatchStatus status() {
        return watch.status();
    }

    ClusterView view() {
        return view;
    }

    /// All that there were, in their order.
    List<WatchStatus.State> states() {
        return states;
    }

    List<Change> changes(EntityId workload) {
        return changes.stream().filter(each -> each.entity().equals(workload)).toList();
    }

    void until(WatchStatus.State state) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(status())
                        .extracting(WatchStatus::state)
                        .as(() -> status().toString())
                        .isEqualTo(state));
    }

    void untilChanged(EntityId workload, Consumer<Change> last) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(changes(workload)).last().satisfies(last));
    }

    /// Waits until the inventory has it so.
    Deployed untilRuns(EntityId workload, Predicate<Deployed> so) {
        return await().atMost(PATIENCE)
                .until(
                        () -> observer.snapshot(Instant.now())
                                .inventory()
                                .of(workload)
                                .filter(so),
                        Optional::isPresent)
                .orElseThrow();
    }

    void untilSeen(Predicate<ClusterView> so) {
        await().atMost(PATIENCE).until(() -> so.test(view));
    }

    @Override
    public void close() {
        closed = true;
        looks.interrupt();
        watch.close();
    }
}
