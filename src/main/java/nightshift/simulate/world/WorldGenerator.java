package nightshift.simulate.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nightshift.simulate.world.chance.Dice;
import nightshift.simulate.world.design.WorldDesign;
import nightshift.simulate.world.design.WorldPlan;
import nightshift.simulate.world.layout.Layout;
import nightshift.simulate.world.layout.LayoutGenerator;
import nightshift.simulate.world.layout.Service;

/// Draws worlds. The same plan gives the same design, always and everywhere.
public final class WorldGenerator {
    private static final int MOST_LAYOUTS = 12;
    private static final int DAY = 86_400;
    private static final double ROUTINE_EVERY_SECONDS = 2_400;
    private static final int CALM_SECONDS = 900;

    private WorldGenerator() {}

    /// Draws what a plan leaves open, and sizes faults and traps by short trial runs.
    ///
    /// @throws IllegalArgumentException when no layout could be found in which what the plan wishes is
    ///     possible, such as a dead consumer that speaks gRPC
    public static WorldDesign design(WorldPlan plan) {
        for (int attempt = 0; attempt < MOST_LAYOUTS; attempt++) {
            Optional<WorldDesign> design = attempt(plan, attempt);
            if (design.isPresent()) {
                return design.get();
            }
        }
        throw new IllegalArgumentException("none of " + MOST_LAYOUTS + " layouts of seed " + plan.seed()
                + " can have what is wished: faults " + plan.faults() + ", traps " + plan.traps());
    }

    private static Optional<WorldDesign> attempt(WorldPlan plan, int attempt) {
        Dice dice = new Dice(plan.seed()).at(Dice.Purpose.LAYOUT, attempt, 0);
        Layout layout = new LayoutGenerator(dice).draw();
        dice.at(Dice.Purpose.DESIGN, attempt, 0);
        int startOfDay = dice.below(DAY);
        List<WorldDesign.Routine> routine = routine(dice, plan, layout);
        WorldDesign design = new WorldDesign(plan, layout, List.of(), List.of(), routine, startOfDay);
        FaultPlanner faultPlanner = new FaultPlanner(dice, design);
        List<WorldDesign.PlannedFault> faults = new ArrayList<>();
        for (WorldPlan.FaultWish wish : plan.faults()) {
            Optional<WorldDesign.PlannedFault> fault = faultPlanner.plan(wish);
            if (fault.isEmpty()) {
                return Optional.empty();
            }
            faults.add(fault.get());
        }
        design = new WorldDesign(plan, layout, faults, List.of(), routine, startOfDay);
        TrapPlanner trapPlanner = new TrapPlanner(dice, design);
        List<WorldDesign.PlannedTrap> traps = new ArrayList<>();
        for (WorldPlan.TrapWish wish : plan.traps()) {
            Optional<WorldDesign.PlannedTrap> trap = trapPlanner.plan(wish);
            if (trap.isEmpty()) {
                return Optional.empty();
            }
            traps.add(trap.get());
        }
        return Optional.of(new WorldDesign(plan, layout, faults, traps, routine, startOfDay));
    }

    /// Healthy rollouts and restarts; none within a quarter of an hour before something else begins, since
    /// the two could not be told apart.
    private static List<WorldDesign.Routine> routine(Dice dice, WorldPlan plan, Layout layout) {
        List<Service> ours = layout.services().stream()
                .filter(service -> service.role().ours())
                .toList();
        List<WorldDesign.Routine> routine = new ArrayList<>();
        double second = dice.exponential() * ROUTINE_EVERY_SECONDS;
        while (second < plan.seconds()) {
            int service = ours.get(dice.below(ours.size())).index();
            WorldDesign.Routine next =
                    new WorldDesign.Routine(service, (int) second, dice.chance(0.6), dice.chance(0.5));
            if (calm(plan, next.second())) {
                routine.add(next);
            }
            second += dice.exponential() * ROUTINE_EVERY_SECONDS;
        }
        return routine;
    }

    private static boolean calm(WorldPlan plan, int second) {
        return plan.faults().stream().allMatch(wish -> Math.abs(wish.onset() - second) > CALM_SECONDS)
                && plan.traps().stream().allMatch(wish -> Math.abs(wish.onset() - second) > CALM_SECONDS);
    }
}
