package nightshift.simulate.world.layout;

import java.util.ArrayList;
import java.util.List;
import nightshift.simulate.world.chance.Dice;

/// Draws a layout: who there is, who calls whom, and then sizes that carry the load with room to spare.
public final class LayoutGenerator {
    private static final double[] REPLICA_SHARES = {0.3, 0.31, 0.15, 0.09, 0.05, 0.04, 0.02, 0.02, 0.01, 0.01};
    private static final double[] CORES = {0.5, 1, 2, 4, 8, 16, 32, 64};
    private static final int[] THREADS = {8, 16, 32, 64, 128, 200, 400, 1000};
    private static final int[] POOL_SIZES = {5, 10, 15, 20, 30, 50, 100};
    private static final long[] GIBIBYTES = {10, 20, 50, 100, 200};
    private static final int[] NODE_CORES = {8, 16, 32};
    private static final double PEAK = 1.6;
    private static final double AUTOSCALED = 0.25;
    private static final long MEBIBYTE = 1L << 20;

    private final Dice dice;

    public LayoutGenerator(Dice dice) {
        this.dice = dice;
    }

    public Layout draw() {
        Dice batches = dice.fork();
        Draft draft = new CastGenerator(dice, batches).draw();
        new CallGenerator(dice, draft).draw();
        new BatchGenerator(batches, draft).calls();
        List<Double> users = draft.operations.stream()
                .filter(Operation::entry)
                .map(entry -> dice.logBetween(5, 45))
                .toList();
        double[] rates = Layout.rates(draft.operations, draft.calls, users, draft.schedules);
        double[] durations = draft.durations();
        List<Service> services = new ArrayList<>();
        for (Draft.Member member : draft.members) {
            services.add(size(draft, member, rates, durations));
        }
        List<Pool> pools = draft.pools.stream()
                .map(pool -> size(draft, pool, services, rates, durations))
                .toList();
        return new Layout(
                services,
                draft.operations,
                draft.calls,
                new Layout.Shared(pools, draft.queues, nodes(services), volumes(draft)),
                users,
                draft.schedules);
    }

    private Service size(Draft draft, Draft.Member member, double[] rates, double[] durations) {
        double demand = 0;
        double held = 0;
        for (Operation operation : draft.operationsOf(member)) {
            demand += rates[operation.index()] * operation.work().seconds() * PEAK;
            held += rates[operation.index()] * durations[operation.index()] * PEAK;
        }
        Service.Sizing sizing = switch (member.role()) {
            case ENTRY, INNER, WORKER -> ours(member, demand, held);
            case BATCH -> batch(demand, held);
            case DATABASE, CACHE -> {
                double cores = atLeast(CORES, demand / dice.between(0.25, 0.55));
                yield new Service.Sizing(1, 1, Math.max(2, cores), 1000, 16_384 * MEBIBYTE, 60);
            }
            case EXTERNAL -> new Service.Sizing(1, 1, 1_000, 100_000, 16_384 * MEBIBYTE, 60);
        };
        if (member.role() == Role.BATCH) {
            return new Service(member.index(), member.id(), member.role(), member.protocol(), sizing, "1.0.0");
        }
        String version = "1." + dice.below(40) + "." + dice.below(10);
        return new Service(member.index(), member.id(), member.role(), member.protocol(), sizing, version);
    }

    private Service.Sizing ours(Draft.Member member, double demand, double held) {
        int replicas = replicas();
        double cores = atLeast(CORES, demand / replicas / dice.between(0.15, 0.6));
        double needed = held / replicas / dice.between(0.1, 0.35);
        int threads = (int) Math.max(
                member.role() == Role.WORKER ? 8 : THREADS[1 + dice.below(4)], atLeast(asDoubles(THREADS), needed));
        boolean autoscaled = member.role() != Role.WORKER && replicas <= 6 && dice.chance(AUTOSCALED);
        int most = autoscaled ? Math.min(12, replicas + 1 + dice.below(4)) : replicas;
        long memory = MEBIBYTE * (512L << dice.below(3));
        return new Service.Sizing(replicas, most, cores, threads, memory, 5 + dice.below(25));
    }

    /// One pod that a burst keeps busy.
    private static Service.Sizing batch(double demand, double held) {
        int threads = (int) atLeast(asDoubles(THREADS), held / 0.7);
        return new Service.Sizing(1, 1, atLeast(CORES, demand / 0.8), threads, 1024 * MEBIBYTE, 10);
    }

    private List<Volume> volumes(Draft draft) {
        List<Volume> volumes = new ArrayList<>();
        for (Draft.Member database : draft.of(Role.DATABASE)) {
            int writer = draft.operationsOf(database).getLast().index();
            long bytes = GIBIBYTES[dice.below(GIBIBYTES.length)] * 1024 * MEBIBYTE;
            volumes.add(new Volume(volumes.size(), database.index(), writer, bytes, dice.between(0.3, 0.75)));
        }
        return volumes;
    }

    private int replicas() {
        double left = dice.uniform();
        int replicas = 1;
        while (replicas < REPLICA_SHARES.length && left > REPLICA_SHARES[replicas - 1]) {
            left -= REPLICA_SHARES[replicas - 1];
            replicas++;
        }
        return replicas;
    }

    private Pool size(Draft draft, Pool pool, List<Service> services, double[] rates, double[] durations) {
        if (services.get(pool.service()).role() == Role.BATCH) {
            return pool;
        }
        double held = 0;
        for (Call call : draft.calls) {
            if (Wiring.poolOf(call) == pool.index()) {
                held += rates[call.caller()] * call.perRequest() * durations[call.callee()] * PEAK;
            }
        }
        int replicas = services.get(pool.service()).sizing().replicas();
        double needed = Math.max(held / replicas / dice.between(0.1, 0.4), POOL_SIZES[dice.below(4)]);
        int size = (int) atLeast(asDoubles(POOL_SIZES), needed);
        return new Pool(pool.index(), pool.service(), pool.database(), size, pool.timeoutSeconds());
    }

    private List<Node> nodes(List<Service> services) {
        int cores = NODE_CORES[dice.below(NODE_CORES.length)];
        double all = services.stream()
                .filter(service -> service.role() != Role.EXTERNAL)
                .mapToDouble(service ->
                        service.sizing().mostReplicas() * service.sizing().cores())
                .sum();
        int count = Math.clamp(Math.round(all / cores * 1.3), 2, 40);
        List<Node> nodes = new ArrayList<>();
        for (int node = 0; node < count; node++) {
            nodes.add(new Node(node, "node-" + (node + 1), cores, cores * 4096L * MEBIBYTE));
        }
        return nodes;
    }

    private static double atLeast(double[] sizes, double needed) {
        for (double size : sizes) {
            if (size >= needed) {
                return size;
            }
        }
        return needed;
    }

    private static double[] asDoubles(int[] sizes) {
        return java.util.Arrays.stream(sizes).asDoubleStream().toArray();
    }
}
