package nightshift.simulate.judge;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import nightshift.simulate.world.design.FaultKind;
import nightshift.simulate.world.layout.ServiceId;

/// What really was in one world: what befell it, what was done, and how its users fared against its twins.
///
/// @param faults by onset
/// @param deeds what the world was really asked to do, undoing apart
/// @param fare of the users, against the twin in which nobody acted
/// @param ends the world's last second
public record WorldTruth(List<Fault> faults, List<Deed> deeds, Fare fare, int ends) {
    public WorldTruth {
        faults = List.copyOf(faults);
        deeds = List.copyOf(deeds);
    }

    /// One cause.
    ///
    /// @param roots who is to blame
    /// @param remedies what may be done about it
    /// @param onset second in which the cause began
    /// @param felt second in which users first were worse for this fault alone than without any, if nobody acted;
    ///     empty when they never were
    /// @param step seconds between two exports of its root
    /// @param back whether users are as well in the end as in the twin that has all the other faults and not this
    ///     one
    public record Fault(
            FaultKind kind,
            List<Root> roots,
            Set<Remedy> remedies,
            int onset,
            OptionalInt felt,
            int step,
            boolean back) {
        public Fault {
            roots = List.copyOf(roots);
            remedies = Set.copyOf(remedies);
        }

        /// Whether an action that is accepted heals it.
        public boolean healable() {
            return !remedies.isEmpty();
        }
    }

    /// Who is to blame.
    ///
    /// @param ours whether it sends telemetry of its own, so that its namespace can be known
    /// @param alone whether no other service of the world has its name
    public record Root(ServiceId service, boolean ours, boolean alone) {}

    /// An accepted action.
    public record Remedy(String type, ServiceId service) {}

    /// Something that was done.
    ///
    /// @param second when it began
    /// @param namespace as it was asked for; may be empty
    public record Deed(int second, String type, String namespace, String service) {
        boolean is(Remedy remedy) {
            return type.equals(remedy.type())
                    && service.equals(remedy.service().name())
                    && (namespace.isEmpty() || namespace.equals(remedy.service().namespace()));
        }
    }

    /// How users fared, from the world's first second to its last.
    ///
    /// @param errorSeconds share of bad requests over time, summed over all entries
    /// @param twinErrorSeconds the same where nobody acted
    /// @param worseSeconds in which they were worse than where nobody acted, by the bar of [Harm]
    /// @param betterSeconds in which they were better, by the same bar
    public record Fare(double errorSeconds, double twinErrorSeconds, int worseSeconds, int betterSeconds) {}
}
