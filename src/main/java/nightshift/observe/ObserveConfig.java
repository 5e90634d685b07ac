package nightshift.observe;

import java.time.Duration;
import java.util.Set;
import nightshift.observe.calls.CallsConfig;
import nightshift.observe.identity.RosterConfig;
import nightshift.observe.series.SeriesConfig;

/// What the observing stage may be set to.
///
/// @param series windows, and how many series are held at most
/// @param calls how long calls are remembered
/// @param roster how much is remembered of who runs where
/// @param closedWindows that wait for the next snapshot
/// @param changes that wait for the next snapshot, and ids of changes remembered so that each is told once
public record ObserveConfig(
        SeriesConfig series, CallsConfig calls, RosterConfig roster, int closedWindows, int changes) {
    public ObserveConfig {
        if (closedWindows < 1 || changes < 1) {
            throw new IllegalArgumentException(
                    "every limit must be at least 1: closedWindows " + closedWindows + ", changes " + changes);
        }
    }

    /// What a server on one machine wants.
    public static ObserveConfig defaults() {
        return new ObserveConfig(SeriesConfig.defaults(), CallsConfig.defaults(), RosterConfig.defaults(), 360, 1_000);
    }

    /// The same with other windows.
    public ObserveConfig windows(Duration length, Duration lateness) {
        return new ObserveConfig(series.windows(length, lateness), calls, roster, closedWindows, changes);
    }

    /// The same with other limits of series.
    public ObserveConfig limits(SeriesConfig.Limits limits) {
        return new ObserveConfig(series.limits(limits), calls, roster, closedWindows, changes);
    }

    /// The same with other ports of Nightshift itself.
    public ObserveConfig ownPorts(Set<Integer> ports) {
        return new ObserveConfig(series.ownPorts(ports), calls, roster, closedWindows, changes);
    }
}
