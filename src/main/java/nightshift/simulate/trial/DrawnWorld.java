package nightshift.simulate.trial;

import java.util.OptionalInt;
import nightshift.simulate.world.design.WorldPlan;

/// One world of the exam, as the catalogue drew it.
///
/// @param number its place in the exam, from 1
/// @param plan what befalls it
/// @param subject what its root is like
/// @param setting what the product finds there
public record DrawnWorld(int number, WorldPlan plan, Subject subject, Setting setting) {
    /// The service that the fault or the trap is on.
    ///
    /// @param dialect of its telemetry
    /// @param intervalSeconds between its exports
    public record Subject(String dialect, int intervalSeconds) {}

    /// @param warmUpMinutes in which all is well first
    /// @param restart second in which the product is restarted; empty when it is not
    /// @param objectives whether services have latency objectives
    /// @param told whether changes are told
    /// @param weak whether its faults are just above the bar
    public record Setting(int warmUpMinutes, OptionalInt restart, boolean objectives, boolean told, boolean weak) {}

    /// Whether nothing is wrong in it.
    public boolean faultFree() {
        return plan.faults().isEmpty();
    }

    /// Whether it is in the exam to see that nothing is done.
    public boolean trap() {
        return !plan.traps().isEmpty();
    }
}
