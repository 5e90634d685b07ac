package nightshift.app.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import nightshift.app.assembly.KubernetesAccess;
import nightshift.app.server.CommandFailure;
import nightshift.app.server.ExitCode;
import nightshift.fact.inventory.ClusterView;
import nightshift.fact.inventory.WatchStatus;
import nightshift.observe.ObserveConfig;
import nightshift.observe.Observer;
import nightshift.observe.intake.ClusterIntake;
import nightshift.observe.kubernetes.KubernetesConfig;
import nightshift.observe.kubernetes.KubernetesWatch;
import nightshift.observe.naming.SignalDictionary;

/// How long it takes until a whole cluster is known, and what knowing and following it take of heap and processor.
public final class CatchUpBench {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /// Pauses: a second.
    private static final int SETTLING = 50;

    /// Pauses: ten seconds in which nothing happens but what the cluster does by itself.
    private static final int FOLLOWED = 500;

    private CatchUpBench() {}

    /// @param pods of the cluster, of workloads that are followed
    /// @param took from the first question to the first view of it all
    /// @param again the same once more: the code is warm
    /// @param processor time on a processor that the second one took
    /// @param following share of one processor that it takes from then on
    /// @param view what taking a view into the inventory takes, and showing it to a turn
    /// @param megabytes of heap for the state, the view and the inventory
    public record Figures(
            int workloads,
            int pods,
            Duration took,
            Duration again,
            Duration processor,
            double following,
            Duration view,
            double megabytes) {
        public String text() {
            return String.format(
                    Locale.ROOT,
                    "catch-up with %,d pods of %,d workloads: %.2f s (again %.2f s, %.2f s on a processor), then %.1f %% of"
                            + " a processor; %.1f MB of heap, %.1f ms a view",
                    pods,
                    workloads,
                    took.toMillis() / 1000.0,
                    again.toMillis() / 1000.0,
                    processor.toMillis() / 1000.0,
                    following * 100,
                    megabytes,
                    view.toNanos() / 1e6);
        }
    }

    /// Follows the cluster twice, one after the other.
    public static Figures run(KubernetesAccess access) {
        Once first = follow(access);
        Once second = follow(access);
        return new Figures(
                second.workloads(),
                second.pods(),
                first.took(),
                second.took(),
                second.processor(),
                second.following(),
                second.perView(),
                second.bytes() / 1e6);
    }

    private record Once(
            int workloads,
            int pods,
            Duration took,
            Duration processor,
            double following,
            Duration perView,
            long bytes) {}

    private static Once follow(KubernetesAccess access) {
        Observer observer = new Observer(ObserveConfig.defaults(), SignalDictionary.shipped());
        AtomicReference<ClusterView> shown = new AtomicReference<>();
        ClusterIntake intake = (view, told, status, now) -> {
            observer.cluster(view, told, status, now);
            if (status.state() == WatchStatus.State.WATCHING || status.state() == WatchStatus.State.FORBIDDEN) {
                shown.set(view);
            }
        };
        long before = used();
        long began = System.nanoTime();
        Duration spent = processor();
        KubernetesConfig config = new KubernetesConfig("", Set.of(), KubernetesConfig.STALE_AFTER);
        try (KubernetesWatch watch = access.watch(config, intake, InstantSource.system())) {
            watch.start();
            while (shown.get() == null) {
                watch.look();
                pause();
                if (System.nanoTime() - began > PATIENCE.toNanos()) {
                    throw new CommandFailure(
                            ExitCode.ENVIRONMENT,
                            "the cluster is not known after " + PATIENCE.toMinutes() + " min: " + watch.status());
                }
            }
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            Duration processor = processor().minus(spent);
            double following = following(watch);
            long bytes = used() - before;
            ClusterView view = shown.get();
            int pods =
                    view.workloads().stream().mapToInt(it -> it.pods().size()).sum();
            return new Once(view.workloads().size(), pods, took, processor, following, perView(observer, view), bytes);
        }
    }

    private static double following(KubernetesWatch watch) {
        long began = System.nanoTime();
        Duration spent = processor();
        for (int i = 0; i < FOLLOWED; i++) {
            watch.look();
            pause();
        }
        return (double) processor().minus(spent).toNanos() / (System.nanoTime() - began);
    }

    /// Of this process, all threads together.
    private static Duration processor() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static Duration perView(Observer observer, ClusterView view) {
        Instant now = Instant.now();
        WatchStatus status = new WatchStatus(WatchStatus.State.WATCHING, now, now, List.of(), "", Map.of());
        int views = 20;
        long began = System.nanoTime();
        for (int i = 0; i < views; i++) {
            observer.cluster(view, List.of(), status, now.plusSeconds(i));
            observer.snapshot(now.plusSeconds(i));
        }
        return Duration.ofNanos((System.nanoTime() - began) / views);
    }

    /// What threads that are ending hold yet is not to count as what was there before.
    private static long used() {
        for (int i = 0; i < SETTLING; i++) {
            pause();
        }
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.ENVIRONMENT, "interrupted");
        }
    }
}
