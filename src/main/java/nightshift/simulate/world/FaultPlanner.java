package nightshift.simulate.world;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nightshift.simulate.world.chance.Dice;
import nightshift.simulate.world.design.Fault;
import nightshift.simulate.world.design.Strength;
import nightshift.simulate.world.design.WorldDesign;
import nightshift.simulate.world.design.WorldPlan;
import nightshift.simulate.world.layout.ServiceId;

/// Finds victims for the faults that a plan wishes, and sizes at which users feel them as the plan wants.
final class FaultPlanner {
    /// What a weak fault does to users at least: a little above the bar, so that noise does not take it below.
    static final double WEAK = 1.2;

    /// What a clear one does.
    static final double CLEAR = 3;

    /// What a weak one does at most, if such a victim can be found: some faults know no half measures.
    private static final double STILL_WEAK = 2;

    private static final int MOST_VICTIMS = 6;
    private static final int HALVINGS = 8;
    private static final double MOST_ABOVE = 0.5;

    private final Dice dice;
    private final WorldDesign base;
    private final Set<ServiceId> taken = new HashSet<>();

    /// @param base a design in which nothing goes wrong
    FaultPlanner(Dice dice, WorldDesign base) {
        this.dice = dice;
        this.base = base;
    }

    /// Finds a victim and a size.
    ///
    /// @return empty when nobody here can be befallen so
    Optional<WorldDesign.PlannedFault> plan(WorldPlan.FaultWish wish) {
        Optional<WorldDesign.PlannedFault> best = Optional.empty();
        List<Victim> victims = new ArrayList<>(new Victims(base.layout(), dice).of(wish.kind(), wish.protocol()));
        Trial trial = null;
        for (int tried = 0; tried < MOST_VICTIMS && !victims.isEmpty(); tried++) {
            Victim victim = victims.remove(dice.below(victims.size()));
            if (victim.roots().stream().anyMatch(taken::contains)) {
                continue;
            }
            trial = trial == null ? new Trial(base, wish.onset()) : trial;
            double bar = wish.strength() == Strength.WEAK ? WEAK : CLEAR;
            if (trial.reaches(victim.bySize().apply(1), bar)) {
                WorldDesign.PlannedFault fault = sized(victim, wish, trial, bar);
                if (best.isEmpty() || fault.harm() < best.get().harm()) {
                    best = Optional.of(fault);
                }
                if (wish.strength() == Strength.CLEAR || fault.harm() < STILL_WEAK) {
                    break;
                }
            }
        }
        best.ifPresent(fault -> taken.addAll(fault.roots()));
        return best;
    }

    /// The least size that reaches the bar, by halving; a clear fault is somewhat larger.
    private WorldDesign.PlannedFault sized(Victim victim, WorldPlan.FaultWish wish, Trial trial, double bar) {
        double less = 0;
        double enough = 1;
        for (int halving = 0; halving < HALVINGS; halving++) {
            double middle = (less + enough) / 2;
            if (victim.bySize().apply(middle).equals(victim.bySize().apply(enough))) {
                enough = middle;
            } else if (trial.reaches(victim.bySize().apply(middle), bar)) {
                enough = middle;
            } else {
                less = middle;
            }
        }
        if (wish.strength() == Strength.CLEAR) {
            enough += (1 - enough) * dice.between(0, MOST_ABOVE);
        }
        Fault fault = victim.bySize().apply(enough);
        return new WorldDesign.PlannedFault(fault, wish.onset(), victim.roots(), victim.remedies(), trial.harm(fault));
    }
}
