package nightshift.understand.version;

import java.time.Duration;
import nightshift.fact.telemetry.Patience;

/// When a new version counts as worse than the one before.
///
/// @param before how far back from the change the old version is looked at
/// @param recent how much of the new version's latest past is looked at, so that a regression ends when it
///     does
/// @param watched how long after a change its version is compared
/// @param startup how long a new version may take to become ready and warm
/// @param chance the highest probability of such a difference by chance
public record RegressionConfig(Patience before, Patience recent, Patience watched, Patience startup, double chance) {
    /// Requests that each side must have answered before their shares are compared.
    static final long LEAST_REQUESTS = 50;

    /// Times the requests of before, above which trouble that there is no old version beside to compare with may be the
    /// load's.
    static final double MORE_LOAD = 1.5;

    /// A change is told by clocks that differ, and of a rollout that may have begun by then.
    static final Duration EARLY = Duration.ofMinutes(1);

    /// Windows that each side must have before it is compared.
    static final int LEAST_WINDOWS = 3;

    /// Who takes no requests by then after it was first seen, or asked for, will not: programs that warm up for
    /// long start within less, and a rollout that makes progress has a first replica ready much earlier.
    public static final Duration STARTS_WITHIN = Duration.ofMinutes(3);

    /// How sure that is where the platform says it of every replica: a state, not a matter of chance.
    static final double NEVER_READY = 0.99;

    public static RegressionConfig defaults() {
        return new RegressionConfig(
                new Patience(2 * LEAST_WINDOWS, Duration.ofMinutes(15)),
                new Patience(LEAST_WINDOWS, Duration.ofMinutes(2)),
                new Patience(3 * LEAST_WINDOWS, Duration.ofMinutes(30)),
                new Patience(1, Duration.ofMinutes(1)),
                1e-4);
    }
}
