package nightshift.app.settings;

import nightshift.observe.ObserveConfig;
import nightshift.observe.calls.CallsConfig;
import nightshift.observe.series.SeriesConfig;

/// How much a Nightshift takes in and watches at most, as its heap allows: with everything at its limit and every
/// history at its eight days, nothing ends in an `OutOfMemoryError`.
///
/// The bytes are measured (`./nightshift bench turn` runs as many series as this allows). Half of what the heap has
/// beyond the server itself is for series, since a collector of garbage needs room to work in.
///
/// @param series live ones after roll-up
/// @param watched of them, those that are held against their own past
/// @param streams senders' own time series
/// @param dependencies pairs of services of which one called the other
/// @param pendingSpans that wait for their other end
/// @param closedWindows that wait for the loop
public record Capacity(int series, int watched, int streams, int dependencies, int pendingSpans, int closedWindows) {
    /// For rules, the journal, REST and the page.
    private static final long SERVER = 100_000_000;

    private static final double FOR_SERIES = 0.5;
    private static final double FOR_EDGES = 0.02;
    private static final double FOR_SPANS = 0.02;
    private static final double FOR_WINDOWS = 0.1;

    /// A series with its key, baseline, last values and eight days of five minutes.
    private static final int WATCHED_BYTES = 6_500;
    /// A stream with what it feeds; two of them feed a series.
    private static final int STREAM_BYTES = 1_000;
    /// What one of durations has beside: 0.9 kB of bins and last buckets, and its share of what is merged.
    private static final int SKETCH_BYTES = 1_300;
    /// One in so many streams is of durations of requests and calls. Were all of them, half of the free
    /// half would go.
    private static final int STREAMS_A_SKETCH = 4;

    private static final int STREAMS_A_SERIES = 2;
    private static final int EDGE_BYTES = 600;
    private static final int SPAN_BYTES = 400;
    /// 24 of each row, and 12 for mean, p50 and p99.
    private static final int ROW_BYTES = 36;

    /// A window of so many takes 5 s at 25 us each, which is half of its length.
    private static final int MOST_SERIES = 200_000;

    private static final int LEAST = 100;
    private static final int MOST_EDGES = 30_000;
    private static final int MOST_SPANS = 50_000;
    /// An hour of windows of ten seconds.
    private static final int MOST_WINDOWS = 360;

    public Capacity {
        if (series < 1 || watched < 1 || streams < 1 || dependencies < 1 || pendingSpans < 1 || closedWindows < 1) {
            throw new IllegalArgumentException("every limit must be at least 1: series " + series + ", watched "
                    + watched + ", streams " + streams + ", dependencies " + dependencies + ", pendingSpans "
                    + pendingSpans + ", closedWindows " + closedWindows);
        }
    }

    /// What a heap allows.
    ///
    /// @param heap bytes at most, as `Runtime.maxMemory` tells
    public static Capacity of(long heap) {
        long free = Math.max(0, heap - SERVER);
        int each = WATCHED_BYTES + STREAMS_A_SERIES * (STREAM_BYTES + SKETCH_BYTES / STREAMS_A_SKETCH);
        int series = between(free * FOR_SERIES / each, MOST_SERIES);
        return new Capacity(
                series,
                series,
                STREAMS_A_SERIES * series,
                between(free * FOR_EDGES / EDGE_BYTES, MOST_EDGES),
                between(free * FOR_SPANS / SPAN_BYTES, MOST_SPANS),
                Math.max(6, (int) Math.min(MOST_WINDOWS, free * FOR_WINDOWS / ROW_BYTES / series)));
    }

    /// Of a Nightshift in a world: the same on every machine, so that a run can be repeated.
    public static Capacity ofWorld() {
        return of(1L << 30);
    }

    private static int between(double wanted, int most) {
        return (int) Math.clamp((long) wanted, LEAST, most);
    }

    /// What the observing stage takes in.
    public ObserveConfig observing() {
        ObserveConfig usual = ObserveConfig.defaults();
        SeriesConfig.Limits limits = usual.series().limits();
        CallsConfig calls = usual.calls();
        return new ObserveConfig(
                usual.series()
                        .limits(new SeriesConfig.Limits(
                                series, streams, limits.sources(), limits.attributeSets(), limits.attributeLength())),
                new CallsConfig(calls.retention(), pendingSpans, dependencies, calls.nameLength()),
                usual.roster(),
                usual.names(),
                usual.latency(),
                closedWindows,
                usual.changes());
    }
}
