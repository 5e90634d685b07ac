package nightshift.fact.telemetry;

/// How the values of a signal behave.
public enum SignalKind {
    /// A level, sampled: the window's value is its mean.
    GAUGE,
    /// Something counted: the window's value is per second.
    RATE,
    /// A distribution: the window's value is its percentile where its [SignalMeaning] has one, as
    /// durations of requests whose buckets are sent do; else its mean, `sum / count`, since bucket
    /// bounds in the wild often lie.
    HISTOGRAM
}
