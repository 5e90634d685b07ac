package nightshift.observe;

import java.time.Duration;
import java.util.Set;
import nightshift.observe.calls.CallsConfig;
import nightshift.observe.changes.ChangesConfig;
import nightshift.observe.identity.NamesConfig;
import nightshift.observe.identity.RosterConfig;
import nightshift.observe.series.SeriesConfig;
import nightshift.observe.sketch.LatencyConfig;

/// What the observing stage may be set to.
///
/// @param series windows, and how many series are held at most
/// @param calls how long calls are remembered
/// @param roster how much is remembered of who runs where
/// @param names what is remembered of names
/// @param latency what of the durations is an answer
/// @param closedWindows that wait for the next snapshot
/// @param changes when something that began is a change, and how many are remembered
public record ObserveConfig(
        SeriesConfig series,
        CallsConfig calls,
        RosterConfig roster,
        NamesConfig names,
        LatencyConfig latency,
        int closedWindows,
        ChangesConfig changes) {
    public ObserveConfig {
        if (closedWindows < 1) {
            throw new IllegalArgumentException("at least 1 closed window, got " + closedWindows);
        }
    }

    /// What a server on one machine wants.
    public static ObserveConfig defaults() {
        return new ObserveConfig(
                SeriesConfig.defaults(),
                CallsConfig.defaults(),
                RosterConfig.defaults(),
                NamesConfig.defaults(),
                LatencyConfig.defaults(),
                360,
                ChangesConfig.defaults());
    }

    /// The same with other windows.
    public ObserveConfig windows(Duration length, Duration lateness) {
        return series(series.windows(length, lateness));
    }

    /// The same with other limits of series.
    public ObserveConfig limits(SeriesConfig.Limits limits) {
        return series(series.limits(limits));
    }

    /// The same with other ports of Nightshift itself.
    public ObserveConfig ownPorts(Set<Integer> ports) {
        return series(series.ownPorts(ports));
    }

    /// The same with another memory of who runs where.
    public ObserveConfig roster(RosterConfig other) {
        return new ObserveConfig(series, calls, other, names, latency, closedWindows, changes);
    }

    /// The same with other memory of names.
    public ObserveConfig names(NamesConfig other) {
        return new ObserveConfig(series, calls, roster, other, latency, closedWindows, changes);
    }

    /// The same with another idea of answers.
    public ObserveConfig latency(LatencyConfig other) {
        return new ObserveConfig(series, calls, roster, names, other, closedWindows, changes);
    }

    /// The same with another idea of changes.
    public ObserveConfig changes(ChangesConfig other) {
        return new ObserveConfig(series, calls, roster, names, latency, closedWindows, other);
    }

    /// The same with series that are windowed otherwise.
    public ObserveConfig series(SeriesConfig other) {
        return new ObserveConfig(other, calls, roster, names, latency, closedWindows, changes);
    }
}
