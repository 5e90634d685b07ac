package nightshift.observe.identity;

import java.time.Duration;

/// How much is remembered of who runs where.
///
/// @param workloads at most, services without a workload among them; about 500 bytes each
/// @param replicas at most, of all workloads together; about 700 bytes each, so 14 MB for the default
/// @param releases versions of one workload that are remembered
/// @param goneAfter a replica that nothing was heard of for so long, and for three of its own steps, is gone
public record RosterConfig(int workloads, int replicas, int releases, Duration goneAfter) {
    public RosterConfig {
        if (workloads < 1 || replicas < 1 || releases < 2 || !goneAfter.isPositive()) {
            throw new IllegalArgumentException(
                    "at least 1 workload, 1 replica, 2 releases and a positive goneAfter, got " + workloads + ", "
                            + replicas + ", " + releases + " and " + goneAfter);
        }
    }

    /// What a server on one machine wants: a cluster of twenty thousand pods, and as much patience as with a series.
    public static RosterConfig defaults() {
        return new RosterConfig(5_000, 20_000, 8, Duration.ofMinutes(5));
    }
}
