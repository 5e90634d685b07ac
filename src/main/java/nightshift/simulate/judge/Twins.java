package nightshift.simulate.judge;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import nightshift.simulate.world.design.Twin;
import nightshift.simulate.world.design.WorldDesign;
import nightshift.simulate.world.run.World;
import nightshift.simulate.world.truth.Users;

/// How users fare in a world's twins, where nobody acts: with all faults, with none, and with each alone.
///
/// @param faultFree traps and nothing else
/// @param noAction all that befalls the world
/// @param each with one fault alone, in the design's order; empty where there are fewer than two
record Twins(Users faultFree, Users noAction, List<Users> each) {
    static Twins of(WorldDesign design) {
        Users noAction = lived(design, Twin.AS_DESIGNED);
        Users faultFree = design.faults().isEmpty() ? noAction : lived(design, Twin.WITHOUT_FAULTS);
        List<Users> each = new ArrayList<>();
        if (design.faults().size() > 1) {
            for (WorldDesign.PlannedFault fault : design.faults()) {
                each.add(lived(with(design, fault), Twin.AS_DESIGNED));
            }
        }
        return new Twins(faultFree, noAction, each);
    }

    /// With this fault and no other.
    Users alone(int fault) {
        return each.isEmpty() ? noAction : each.get(fault);
    }

    /// With the other fault, if there is one.
    Users without(int fault) {
        return each.isEmpty() ? faultFree : each.get(1 - fault);
    }

    private static Users lived(WorldDesign design, Twin twin) {
        World world = new World(design, twin);
        while (world.second() < design.plan().seconds()) {
            world.step();
        }
        return world.users();
    }

    private static WorldDesign with(WorldDesign design, WorldDesign.PlannedFault fault) {
        return new WorldDesign(
                design.plan(), design.layout(), List.of(fault), design.traps(), design.routine(), design.startOfDay());
    }

    /// Share of bad requests over time, summed over all entries. A message that becomes late counts in the second
    /// in which it does, so that a second can have more bad ones than requests: it counts as wholly bad.
    static double errorSeconds(Users users, int ends) {
        double sum = 0;
        for (int entry = 0; entry < users.entries(); entry++) {
            for (int second = 0; second < ends; second++) {
                int bad = users.bad(entry, second);
                sum += bad == 0 ? 0 : Math.min(1, bad / (double) Math.max(1, users.requests(entry, second)));
            }
        }
        return sum;
    }

    /// Whether two runs of the same length went the same way for the users.
    static boolean same(Users one, Users other, int ends) {
        for (int entry = 0; entry < one.entries(); entry++) {
            for (int second = 0; second < ends; second++) {
                if (one.requests(entry, second) != other.requests(entry, second)
                        || one.bad(entry, second) != other.bad(entry, second)
                        || one.p95(entry, second) != other.p95(entry, second)) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Processor time of this thread.
    static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
