package nightshift.simulate.world;

import java.util.List;
import nightshift.simulate.world.design.FaultKind;
import nightshift.simulate.world.design.Strength;
import nightshift.simulate.world.design.TrapKind;
import nightshift.simulate.world.design.Twin;
import nightshift.simulate.world.design.WorldDesign;
import nightshift.simulate.world.design.WorldPlan;
import nightshift.simulate.world.layout.Layout;
import nightshift.simulate.world.layout.Node;
import nightshift.simulate.world.layout.Operation;
import nightshift.simulate.world.layout.Protocol;
import nightshift.simulate.world.layout.Role;
import nightshift.simulate.world.layout.Service;
import nightshift.simulate.world.layout.ServiceId;
import nightshift.simulate.world.run.World;

/// Worlds for tests.
final class Worlds {
    static final int ONSET = 600;
    static final int SECONDS = 1800;

    private Worlds() {}

    static WorldDesign quiet(long seed, int seconds) {
        return WorldGenerator.design(WorldPlan.quiet(seed, seconds));
    }

    static WorldDesign with(FaultKind kind, Strength strength, long seed) {
        WorldPlan.FaultWish wish = new WorldPlan.FaultWish(kind, strength, ONSET, null);
        return WorldGenerator.design(new WorldPlan(seed, SECONDS, List.of(wish), List.of()));
    }

    static WorldDesign with(TrapKind kind, long seed) {
        WorldPlan.TrapWish wish = new WorldPlan.TrapWish(kind, ONSET, null);
        return WorldGenerator.design(new WorldPlan(seed, SECONDS, List.of(), List.of(wish)));
    }

    static World run(WorldDesign design, Twin twin, int until) {
        World world = new World(design, twin);
        runTo(world, until);
        return world;
    }

    static void runTo(World world, int until) {
        while (world.second() < until) {
            world.step();
        }
    }

    /// One service with one operation and as many pods, cores and users as asked for.
    static WorldDesign single(double work, double cores, int replicas, double perSecond, int seconds) {
        Service service = new Service(
                0,
                new ServiceId("shop", "web"),
                Role.ENTRY,
                Protocol.HTTP,
                new Service.Sizing(replicas, replicas, cores, 1000, 1L << 30, 10),
                "1.0.0");
        Operation operation = new Operation(0, 0, "GET /", new Operation.Work(work, 1, 0, 0), true);
        Layout layout = new Layout(
                List.of(service),
                List.of(operation),
                List.of(),
                new Layout.Shared(List.of(), List.of(), List.of(new Node(0, "node-1", 64, 1L << 36)), List.of()),
                List.of(perSecond),
                List.of());
        return new WorldDesign(WorldPlan.quiet(7, seconds), layout, List.of(), List.of(), List.of(), 8 * 3600);
    }
}
