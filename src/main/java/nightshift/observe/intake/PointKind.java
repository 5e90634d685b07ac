package nightshift.observe.intake;

/// How a point's value relates to the points before it.
public enum PointKind {
    /// A level at one moment, also of a sum that may fall.
    GAUGE,
    /// Counted since the start time; only rises.
    CUMULATIVE_SUM,
    /// Counted since the point before.
    DELTA_SUM,
    /// Count and sum of observations since the start time; summaries too.
    CUMULATIVE_HISTOGRAM,
    /// Count and sum of observations since the point before.
    DELTA_HISTOGRAM,
    /// A single event with a weight of one, such as a log record.
    EVENT,
    /// A single event with a duration, such as a span.
    TIMED_EVENT;

    public boolean histogram() {
        return switch (this) {
            case CUMULATIVE_HISTOGRAM, DELTA_HISTOGRAM, TIMED_EVENT -> true;
            case GAUGE, CUMULATIVE_SUM, DELTA_SUM, EVENT -> false;
        };
    }

    public boolean event() {
        return this == EVENT || this == TIMED_EVENT;
    }
}
