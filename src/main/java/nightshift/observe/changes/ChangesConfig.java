package nightshift.observe.changes;

import java.time.Duration;

/// When something that began is a change, and which changes are the same.
///
/// @param remembered changes that wait for the next snapshot, and ids of changes that are remembered so
///     that each is told once
/// @param same what is told and what is seen less than this apart can be the same: a rollout takes its
///     time, and who tells of it may do so when it is over
/// @param settling what shows up so soon after its workload was first heard of may have run before:
///     twice the usual interval of metrics
/// @param absence after a longer one nobody can say when another version began, nor what it may be
///     blamed for: what runs then is what was met first
public record ChangesConfig(int remembered, Duration same, Duration settling, Duration absence) {
    public ChangesConfig {
        if (remembered < 1 || !same.isPositive() || !settling.isPositive() || !absence.isPositive()) {
            throw new IllegalArgumentException("at least 1 change remembered and positive durations, got " + remembered
                    + ", " + same + ", " + settling + " and " + absence);
        }
    }

    /// What a server on one machine wants.
    public static ChangesConfig defaults() {
        return new ChangesConfig(1_000, Duration.ofMinutes(30), Duration.ofMinutes(2), Duration.ofHours(1));
    }
}
