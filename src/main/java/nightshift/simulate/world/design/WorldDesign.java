package nightshift.simulate.world.design;

import java.util.List;
import java.util.Set;
import nightshift.simulate.world.layout.Layout;
import nightshift.simulate.world.layout.ServiceId;

/// A world before it runs: its layout and what will befall it. Immutable; made by `WorldGenerator`.
///
/// @param startOfDay second of the day at which it begins, 0 to 86399: load has a daily rhythm
/// @param routine healthy rollouts and restarts of an ordinary day
public record WorldDesign(
        WorldPlan plan,
        Layout layout,
        List<PlannedFault> faults,
        List<PlannedTrap> traps,
        List<Routine> routine,
        int startOfDay) {
    public WorldDesign {
        faults = List.copyOf(faults);
        traps = List.copyOf(traps);
        routine = List.copyOf(routine);
    }

    /// A fault to come, and the truth about it.
    ///
    /// @param onset second in which the cause begins
    /// @param roots services at fault: one, or both ends of a link
    /// @param remedies what may be done about it; empty when nothing that this world obeys helps
    /// @param harm what it did to users in a trial run of the first ten minutes after onset, against its
    ///     twin; 1 is the bar (see `Harm`)
    public record PlannedFault(Fault fault, int onset, Set<ServiceId> roots, Set<Remedy> remedies, double harm) {
        public PlannedFault {
            roots = Set.copyOf(roots);
            remedies = Set.copyOf(remedies);
        }

        /// Whether any action that this world obeys heals it.
        public boolean healable() {
            return !remedies.isEmpty();
        }
    }

    /// An action that heals a fault.
    public record Remedy(Verb verb, ServiceId service) {}

    /// A trap to come.
    ///
    /// @param on the service it is on
    /// @param innocent whether users stay below the bar throughout, measured in a trial run; a blip may not
    public record PlannedTrap(Trap trap, int onset, ServiceId on, boolean innocent) {}

    /// Something healthy that people do to their own service.
    ///
    /// @param rollout a new version, otherwise the same one is started anew
    /// @param told whether whoever does it tells others of it
    public record Routine(int service, int second, boolean rollout, boolean told) {}
}
