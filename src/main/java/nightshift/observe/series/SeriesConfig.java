package nightshift.observe.series;

import java.time.Duration;
import java.util.Set;

/// How telemetry is windowed and how much of it is held at most.
///
/// @param window length of a window; what is tuned was tuned for 10 to 60 seconds
/// @param lateness how long after its end a window still takes points; later ones are counted as late
/// @param ahead how far a sender's clock may be ahead of ours
/// @param staleAfter silence after which a series is over, or three of its own steps if that is longer
/// @param firstPointReach a new cumulative series that started at most this long before its first point counts that
///     point whole: an error counter begins with its first error
/// @param limits what is held at most
/// @param ownPorts ports of Nightshift itself, so that a sender's own exporting is not taken for a dependency
public record SeriesConfig(
        Duration window,
        Duration lateness,
        Duration ahead,
        Duration staleAfter,
        Duration firstPointReach,
        Limits limits,
        Set<Integer> ownPorts) {
    /// Windows that are open at the same time; the power of two that a stream's slot has room for.
    static final int OPEN_WINDOWS = 4;

    public SeriesConfig {
        ownPorts = Set.copyOf(ownPorts);
        if (window.compareTo(Duration.ofSeconds(1)) < 0 || window.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("the window must be 1 s to 1 min, got " + window);
        }
        if (lateness.isNegative() || ahead.isNegative()) {
            throw new IllegalArgumentException(
                    "lateness and ahead can't be negative, got " + lateness + " and " + ahead);
        }
        if (lateness.plus(ahead).compareTo(window.multipliedBy(OPEN_WINDOWS - 1)) > 0) {
            throw new IllegalArgumentException("lateness and ahead together may be three windows of " + window
                    + " at most, got " + lateness + " and " + ahead);
        }
    }

    /// What a server on one machine wants.
    public static SeriesConfig defaults() {
        return new SeriesConfig(
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofMinutes(5),
                Duration.ofMinutes(2),
                Limits.defaults(),
                Set.of(4317, 4318));
    }

    /// The same with other windows.
    public SeriesConfig windows(Duration length, Duration allowedLateness) {
        return new SeriesConfig(length, allowedLateness, ahead, staleAfter, firstPointReach, limits, ownPorts);
    }

    /// The same with other limits.
    public SeriesConfig limits(Limits other) {
        return new SeriesConfig(window, lateness, ahead, staleAfter, firstPointReach, other, ownPorts);
    }

    /// The same with other ports of Nightshift itself.
    public SeriesConfig ownPorts(Set<Integer> ports) {
        return new SeriesConfig(window, lateness, ahead, staleAfter, firstPointReach, limits, ports);
    }

    /// What is held at most; what does not fit is dropped and counted.
    ///
    /// @param series live series after roll-up
    /// @param streams senders' own time series: one per resource, metric and attribute set; some 1 kB each
    /// @param sources resources
    /// @param attributeSets of one signal of one entity; more are counted together as `otel.metric.overflow`
    /// @param attributeLength characters of an attribute's value that is kept
    public record Limits(int series, int streams, int sources, int attributeSets, int attributeLength) {
        public Limits {
            if (series < 1 || streams < 1 || sources < 1 || attributeSets < 1 || attributeLength < 16) {
                throw new IllegalArgumentException("every limit must be at least 1, and attributeLength 16: series "
                        + series + ", streams " + streams + ", sources " + sources + ", attributeSets " + attributeSets
                        + ", attributeLength " + attributeLength);
            }
        }

        public static Limits defaults() {
            return new Limits(100_000, 200_000, 10_000, 200, 256);
        }
    }
}
