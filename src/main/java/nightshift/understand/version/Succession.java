package nightshift.understand.version;

import java.time.Instant;
import java.util.Set;
import nightshift.fact.Anomaly;

/// The two versions that are compared.
///
/// @param previous what the old one is called; empty if nobody says
/// @param before rows of the old one up to the change
/// @param beside rows of the old one since the change
/// @param fresh rows of the new one
/// @param instances that run the new one, as their senders call them
/// @param told whether its senders say which version they are, and do not only begin with the change
record Succession(
        String previous,
        VersionRows before,
        VersionRows beside,
        VersionRows fresh,
        Set<String> instances,
        boolean told) {
    Succession {
        instances = Set.copyOf(instances);
    }

    /// How sure one can be at most that the new version is what makes the difference. Where nobody says
    /// a version and nobody of before was seen beside those who began with the change, all that is
    /// known is that it got worse then, and it may have for another reason: enough to propose, not to
    /// act alone.
    double believedAtMost(Instant change) {
        boolean sideBySide = beside.between(change, beside.newest()).size() >= RegressionConfig.LEAST_WINDOWS;
        return told || sideBySide ? 1 : Anomaly.UNCALIBRATED_AT_MOST;
    }
}
