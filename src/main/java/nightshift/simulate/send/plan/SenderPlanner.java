package nightshift.simulate.send.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import nightshift.simulate.world.layout.Layout;
import nightshift.simulate.world.layout.Role;
import nightshift.simulate.world.layout.Service;
import nightshift.simulate.world.layout.ServiceId;

/// Draws how the services of a world send. The services at fault (in a trap, the one it is on) get what is wished for;
/// the others, and all that nobody wished for, are drawn from the seed.
public final class SenderPlanner {
    private static final List<Integer> INTERVALS = List.of(5, 10, 15, 30, 60);

    /// Requests a second that are followed on average, so that spans cost no more than metrics.
    private static final double TRACES_PER_SECOND = 15;

    private SenderPlanner() {}

    /// How the services at fault shall send.
    public record Wish(Dialect dialect, int interval) {}

    /// @param roots at fault; get the wish
    /// @param objectives whether people set latency objectives
    public static SenderPlan plan(Layout layout, Set<ServiceId> roots, Wish wish, boolean objectives, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<ServiceId, SenderPlan.Sending> services = new HashMap<>();
        Map<ServiceId, Double> latency = new HashMap<>();
        // A team sets its own services up alike: one way for most, another for some.
        Wish usual = drawn(random);
        SenderPlan.Identity identity = identity(random);
        for (Service service : layout.services()) {
            if (service.role().ours()) {
                Wish own = random.nextInt(3) == 0 ? drawn(random) : usual;
                Wish taken = roots.contains(service.id()) ? wish : own;
                services.put(service.id(), sending(taken, identity, random));
                if (objectives && service.role() != Role.BATCH) {
                    latency.put(service.id(), objective(layout, service));
                }
            }
        }
        SenderPlan.Platform platform = new SenderPlan.Platform(
                List.of(SenderPlan.Cluster.values()).get(random.nextInt(SenderPlan.Cluster.values().length)),
                INTERVALS.get(1 + random.nextInt(3)),
                random.nextBoolean());
        double users =
                layout.usersPerSecond().stream().mapToDouble(rate -> rate).sum();
        return new SenderPlan(services, platform, Math.min(1, TRACES_PER_SECOND / users), latency);
    }

    private static Wish drawn(SplittableRandom random) {
        return new Wish(
                Dialect.values()[random.nextInt(Dialect.values().length)],
                INTERVALS.get(random.nextInt(INTERVALS.size())));
    }

    private static SenderPlan.Identity identity(SplittableRandom random) {
        boolean namespace = random.nextInt(3) > 0;
        return new SenderPlan.Identity(
                random.nextInt(4) > 0, random.nextInt(4) > 0, namespace, !namespace || random.nextBoolean());
    }

    private static SenderPlan.Sending sending(Wish wish, SenderPlan.Identity identity, SplittableRandom random) {
        boolean scraped = wish.dialect().scraped();
        LanguageRuntime runtime = wish.dialect() == Dialect.MICROMETER
                ? LanguageRuntime.JVM
                : LanguageRuntime.values()[random.nextInt(LanguageRuntime.values().length)];
        boolean delta = !scraped && random.nextInt(4) == 0;
        return new SenderPlan.Sending(
                wish.dialect(),
                runtime,
                wish.interval(),
                delta ? SenderPlan.Temporality.DELTA : SenderPlan.Temporality.CUMULATIVE,
                identity);
    }

    /// A round figure well above what the service's own work and that of those it calls takes on a quiet day.
    private static double objective(Layout layout, Service service) {
        double work = layout.operationsOf(service.index()).stream()
                .mapToDouble(operation -> operation.work().seconds())
                .max()
                .orElse(0.01);
        return List.of(0.1, 0.25, 0.5, 1.0, 2.5).stream()
                .filter(round -> round > 10 * work)
                .findFirst()
                .orElse(5.0);
    }
}
