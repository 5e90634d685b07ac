package nightshift.observe.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import nightshift.fact.inventory.ClusterView;
import nightshift.fact.inventory.WatchStatus;
import nightshift.observe.intake.ClusterIntake;
import nightshift.observe.intake.ClusterIntake.Told;

/// Follows a cluster and hands over what it shows.
///
/// [#look] is called again and again by one thread, which owns the state; [#status] from any. A watch whose thread
/// has ended is begun anew by the next look.
public final class KubernetesWatch implements AutoCloseable {
    /// Pause between two looks.
    public static final Duration LOOK = Duration.ofMillis(250);

    private static final Logger LOG = System.getLogger(KubernetesWatch.class.getName());

    /// What waits between the watches and their owner; at most 20 MB of pods. Who finds it full waits.
    private static final int WAITING = 10_000;

    /// A view is made at most this often: making one costs some milliseconds of a large cluster.
    private static final Duration VIEWS = Duration.ofSeconds(1);

    /// Also what did not change is still there, and is shown so.
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private final KubernetesConfig config;
    private final ApiServer server;
    private final Reader reader;
    private final ClusterIntake intake;
    private final InstantSource clock;
    private final BlockingQueue<Delta> queue = new ArrayBlockingQueue<>(WAITING);
    private final ListWatch.Tally tally = new ListWatch.Tally();
    private final List<ListWatch> watches = new ArrayList<>();
    private final ClusterState state;
    private final ClusterChanges changes = new ClusterChanges();

    private final Set<ListWatch> letGo = new HashSet<>();
    private final List<Told> untold = new ArrayList<>();
    private boolean complete;
    private Instant shownAt = Instant.MIN;
    private volatile WatchStatus status;

    /// @param client asks once, so that it is known at once when nobody answers
    /// @param intake where views go
    /// @param clock stamps them
    public KubernetesWatch(
            KubernetesConfig config, KubernetesClient client, ClusterIntake intake, InstantSource clock) {
        this.config = config;
        this.server = new ApiServer(client);
        this.reader = new Reader(config.cluster(), server.json());
        this.intake = intake;
        this.clock = clock;
        this.state = new ClusterState(config.cluster());
        this.status = StatusOf.nothing(clock.instant());
        for (Kind kind : Kind.values()) {
            if (config.namespaces().isEmpty() || !kind.namespaced()) {
                watches.add(watch(kind, ""));
            } else {
                new TreeSet<>(config.namespaces()).forEach(namespace -> watches.add(watch(kind, namespace)));
            }
        }
    }

    private ListWatch watch(Kind kind, String namespace) {
        return new ListWatch(kind, namespace, server, reader, new ListWatch.Outlet(queue, clock, tally));
    }

    /// Begins to follow.
    public void start() {
        watches.forEach(ListWatch::start);
    }

    /// Takes in what came, looks after the watches, and hands over a view when it is time for one.
    public void look() {
        Instant now = clock.instant();
        revive();
        watches.forEach(watch -> {
            watch.look(now);
            letGo(watch, now);
        });
        for (Delta delta = queue.poll(); delta != null; delta = queue.poll()) {
            state.take(delta);
        }
        WatchStatus before = status;
        WatchStatus is = StatusOf.all(watches, tally, before, config.staleAfter(), now);
        status = is;
        complete |= is.heard() != null;
        if (before.state() != is.state()) {
            LOG.log(
                    is.state() == WatchStatus.State.WATCHING ? Level.INFO : Level.WARNING,
                    "the cluster: {0}{1}",
                    is.state(),
                    is.detail().isEmpty() ? "" : ": " + is.detail());
        }
        boolean due = !shownAt.plus(state.changed() ? VIEWS : HEARTBEAT).isAfter(now);
        if (due || before.state() != is.state()) {
            show(is, now);
        }
    }

    /// Before all is known nothing is shown: what is not listed yet would seem to be gone.
    private void show(WatchStatus is, Instant now) {
        Instant heard = is.heard();
        ClusterView view = complete && heard != null
                ? state.view(heard)
                : new ClusterView(config.cluster(), now, List.of(), List.of(), List.of());
        if (complete) {
            untold.addAll(changes.look(state.wholes(), now));
        }
        intake.cluster(view, untold, is, now);
        untold.clear();
        shownAt = now;
    }

    /// What may not be read any more is not known any more, but for the moments that an API server takes to learn its
    /// rules after a start.
    private void letGo(ListWatch watch, Instant now) {
        ListWatch.Condition condition = watch.condition();
        Instant good = condition.good();
        if (condition.state() != ListWatch.State.FORBIDDEN) {
            letGo.remove(watch);
        } else if (good != null && good.plus(config.staleAfter()).isBefore(now) && letGo.add(watch)) {
            state.take(new Delta.All(watch.kind(), watch.namespace(), List.of()));
        }
    }

    private void revive() {
        watches.replaceAll(watch -> {
            if (!watch.dead()) {
                return watch;
            }
            LOG.log(Level.ERROR, "the thread that follows {0} had ended; it is begun anew", watch.kind());
            ListWatch again = watch(watch.kind(), watch.namespace());
            again.start();
            return again;
        });
    }

    /// Whether the API server can be followed. Safe from any thread.
    public WatchStatus status() {
        return status;
    }

    @Override
    public void close() {
        watches.forEach(ListWatch::close);
    }
}
