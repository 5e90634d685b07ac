package nightshift.simulate.world;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import nightshift.simulate.world.design.FaultKind;
import nightshift.simulate.world.design.Strength;
import nightshift.simulate.world.design.Twin;
import nightshift.simulate.world.design.WorldDesign;
import nightshift.simulate.world.design.WorldPlan;
import nightshift.simulate.world.run.World;
import nightshift.simulate.world.truth.Harm;

/// Prints what generated worlds cost: the processor time of a design and of three runs of 90 minutes (the
/// world, its fault-free and its no-action twin), and what the fault in it does.
final class WorldBench {
    private static final int SECONDS = 90 * 60;
    private static final int ONSET = 40 * 60;

    private WorldBench() {}

    /// @param arguments how many worlds, and the first seed
    public static void main(String[] arguments) {
        int worlds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        List<Double> costs = new ArrayList<>();
        for (int world = 0; world < worlds; world++) {
            FaultKind kind = FaultKind.values()[world % FaultKind.values().length];
            Strength strength = world / FaultKind.values().length % 2 == 0 ? Strength.WEAK : Strength.CLEAR;
            costs.add(play(seed + world, kind, strength));
        }
        Collections.sort(costs);
        System.out.printf(
                "%d worlds: CPU seconds each median %.2f, p90 %.2f, most %.2f%n",
                worlds, costs.get(worlds / 2), costs.get(worlds * 9 / 10), costs.getLast());
    }

    private static double play(long seed, FaultKind kind, Strength strength) {
        double start = cpu();
        WorldPlan.FaultWish wish = new WorldPlan.FaultWish(kind, strength, ONSET, null);
        WorldDesign design = WorldGenerator.design(new WorldPlan(seed, SECONDS, List.of(wish), List.of()));
        double designed = cpu();
        World run = Worlds.run(design, Twin.AS_DESIGNED, SECONDS);
        World twin = Worlds.run(design, Twin.WITHOUT_FAULTS, SECONDS);
        Worlds.run(design, Twin.AS_DESIGNED, SECONDS);
        double end = cpu();
        Harm harm = Harm.between(run.users(), twin.users());
        System.out.printf(
                "seed %d: %d services, %d operations, %s %s: harm %.1f planned, %.1f in all, first worse %s, worse for"
                        + " %d s, before %d s; CPU %.2f s to design, %.2f s for three runs; %s%n",
                seed,
                design.layout().services().stream()
                        .filter(service -> service.role().ours())
                        .count(),
                design.layout().operations().size(),
                strength,
                kind,
                design.faults().getFirst().harm(),
                harm.worst(ONSET, SECONDS),
                harm.firstWorse(ONSET, SECONDS),
                harm.worseSeconds(ONSET, SECONDS),
                harm.worseSeconds(0, ONSET),
                designed - start,
                end - designed,
                design.faults().getFirst().fault());
        return end - start;
    }

    private static double cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }
}
