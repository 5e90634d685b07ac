package nightshift.simulate.world;

import java.util.List;
import nightshift.simulate.world.design.Fault;
import nightshift.simulate.world.design.Trap;
import nightshift.simulate.world.design.Twin;
import nightshift.simulate.world.design.WorldDesign;
import nightshift.simulate.world.design.WorldPlan;
import nightshift.simulate.world.layout.ServiceId;
import nightshift.simulate.world.run.World;
import nightshift.simulate.world.truth.Harm;
import nightshift.simulate.world.truth.Users;

/// A short run around an onset, to measure what something does to users: from a minute before it to ten
/// minutes after.
final class Trial {
    static final int SECONDS = 600;
    private static final int BEFORE = 60;

    private final WorldDesign base;
    private final int onset;
    private final Users untroubled;

    /// @param base a design in which nothing goes wrong
    Trial(WorldDesign base, int onset) {
        WorldPlan plan = base.plan();
        WorldPlan longer = new WorldPlan(plan.seed(), onset + SECONDS, List.of(), List.of());
        this.base = with(base, longer, List.of(), List.of());
        this.onset = onset;
        this.untroubled = run(new World(this.base, Twin.UNTROUBLED, start()));
    }

    /// Harm of a fault alone.
    double harm(Fault fault) {
        WorldDesign.PlannedFault planned =
                new WorldDesign.PlannedFault(fault, onset, java.util.Set.of(), java.util.Set.of(), 0);
        return worst(with(base, base.plan(), List.of(planned), List.of()));
    }

    /// Harm of a trap alone.
    double harm(Trap trap, ServiceId on) {
        return worst(with(base, base.plan(), List.of(), List.of(new WorldDesign.PlannedTrap(trap, onset, on, true))));
    }

    /// Whether a fault alone does so much harm; ends as soon as that is known.
    boolean reaches(Fault fault, double harm) {
        WorldDesign.PlannedFault planned =
                new WorldDesign.PlannedFault(fault, onset, java.util.Set.of(), java.util.Set.of(), 0);
        World world = new World(with(base, base.plan(), List.of(planned), List.of()), Twin.AS_DESIGNED, start());
        Harm against = Harm.between(world.users(), untroubled);
        int steady = 0;
        while (world.second() < base.plan().seconds() && steady < Harm.STEADY_SECONDS) {
            world.step();
            boolean now = world.second() > onset && against.index(world.second() - 1) >= harm;
            steady = now ? steady + 1 : 0;
        }
        return steady >= Harm.STEADY_SECONDS;
    }

    private double worst(WorldDesign design) {
        Users troubled = run(new World(design, Twin.AS_DESIGNED, start()));
        return Harm.between(troubled, untroubled).worst(onset, base.plan().seconds());
    }

    private Users run(World world) {
        while (world.second() < base.plan().seconds()) {
            world.step();
        }
        return world.users();
    }

    private int start() {
        return Math.max(0, onset - BEFORE);
    }

    private static WorldDesign with(
            WorldDesign base,
            WorldPlan plan,
            List<WorldDesign.PlannedFault> faults,
            List<WorldDesign.PlannedTrap> traps) {
        return new WorldDesign(plan, base.layout(), faults, traps, base.routine(), base.startOfDay());
    }
}
