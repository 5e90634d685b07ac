package nightshift.simulate.shop;

import org.jspecify.annotations.Nullable;

/// What can be read off one process at one moment.
///
/// @param instance which
/// @param running false when the process is dead: then only its readiness is known, from outside
/// @param ready whether it passes its readiness probe
/// @param utilization share of its cores used by its own work since the last reading, in 0..1
/// @param memory bytes
/// @param pool null when it has none
public record Reading(
        Instance instance,
        boolean running,
        boolean ready,
        double utilization,
        long memory,
        @Nullable PoolReading pool) {
    /// @param name of the pool
    /// @param max connections in all
    /// @param used connections that are not idle
    /// @param pending requests that wait for one
    /// @param timeouts requests that gave up, since the process started
    public record PoolReading(String name, int max, int used, int pending, long timeouts) {}
}
