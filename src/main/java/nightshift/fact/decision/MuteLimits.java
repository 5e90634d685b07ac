package nightshift.fact.decision;

import java.time.Duration;

/// How far a mute may go: what is muted for good is forgotten, and is missed when it is needed.
///
/// @param longest between making a mute and its end
/// @param weekly the same of a maintenance window that comes back each week
/// @param most that stand at one time
public record MuteLimits(Duration longest, Duration weekly, int most) {
    /// A month is longer than most migrations; a weekly window is confirmed once a year. Of about 600 bytes each, and
    /// asked of each action before it is begun.
    public static final MuteLimits DEFAULT = new MuteLimits(Duration.ofDays(30), Duration.ofDays(366), 200);

    public MuteLimits {
        if (!longest.isPositive() || !weekly.isPositive() || most < 1) {
            throw new IllegalArgumentException(
                    "expected times and a number above zero, got " + longest + ", " + weekly + ", " + most);
        }
    }
}
