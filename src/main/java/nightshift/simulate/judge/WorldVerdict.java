package nightshift.simulate.judge;

import java.util.ArrayList;
import java.util.List;
import nightshift.simulate.world.design.FaultKind;

/// What the judge says of one world.
///
/// @param faults one verdict for each fault, by onset
/// @param falseActions that are no accepted remedy of a present fault on its root, one sentence each
/// @param harmful whether users fared worse than where nobody acted
/// @param pages how often a person was woken
public record WorldVerdict(List<OnFault> faults, List<String> falseActions, boolean harmful, int pages) {
    public WorldVerdict {
        faults = List.copyOf(faults);
        falseActions = List.copyOf(falseActions);
    }

    /// What the judge says about one fault.
    ///
    /// @param seen whether an incident was open in time
    /// @param right whether its root was ranked first in the first statement
    /// @param kindRight whether a kind that fits was named for what was ranked first there
    /// @param proposed whether an accepted remedy was put forward
    /// @param healed whether an accepted remedy was carried out and users are back
    /// @param healable whether an accepted remedy exists
    /// @param young whether there were too few windows to learn from before
    public record OnFault(
            FaultKind kind,
            boolean seen,
            boolean right,
            boolean kindRight,
            boolean proposed,
            boolean healed,
            boolean healable,
            boolean young) {
        List<String> failures() {
            List<String> failures = new ArrayList<>();
            note(!seen, "not seen in time", failures);
            note(!right, "root not first", failures);
            note(!kindRight, "kind wrong", failures);
            note(healable && !proposed, "no remedy proposed", failures);
            note(healable && !healed, "not healed", failures);
            return failures;
        }
    }

    /// All that went wrong, in words that stay the same from run to run.
    public List<String> failures() {
        List<String> failures = new ArrayList<>();
        for (OnFault fault : faults) {
            fault.failures().forEach(one -> failures.add(fault.kind() + ": " + one));
        }
        note(!falseActions.isEmpty(), "false action", failures);
        note(harmful, "harmful", failures);
        note(faults.isEmpty() && pages > 0, "page on a trap", failures);
        return failures;
    }

    private static void note(boolean failed, String what, List<String> failures) {
        if (failed) {
            failures.add(what);
        }
    }
}
