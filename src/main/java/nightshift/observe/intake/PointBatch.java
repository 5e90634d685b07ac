package nightshift.observe.intake;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/// The metric points of one request as columns: no object per point. Filled by a decoder before anything is applied,
/// so that a request that turns out to be undecodable half-way has changed nothing. Not safe for several threads.
public final class PointBatch {
    private final PointLabels labels;
    private int resources;
    private long[] resourceHigh = new long[4];
    private long[] resourceLow = new long[4];

    private final Map<DropReason, Long> refused = new EnumMap<>(DropReason.class);
    private int rows;
    private int[] resource;
    private int[] metric;
    private PointKind[] kind;
    private long[] high;
    private long[] low;
    private long[] start;
    private long[] time;
    private double[] value;
    private long[] count;
    private long[] place;

    /// @param capacity rows expected; it grows as needed
    public PointBatch(PointLabels labels, int capacity) {
        this.labels = labels;
        int room = Math.max(8, capacity);
        resource = new int[room];
        metric = new int[room];
        kind = new PointKind[room];
        high = new long[room];
        low = new long[room];
        start = new long[room];
        time = new long[room];
        value = new double[room];
        count = new long[room];
        place = new long[room];
    }

    /// Says whose the following points are.
    ///
    /// @param print of the resource's attributes, in any order
    /// @return the number to give to the rows
    public int resource(Fingerprint print) {
        if (resources == resourceHigh.length) {
            resourceHigh = Arrays.copyOf(resourceHigh, resources * 2);
            resourceLow = Arrays.copyOf(resourceLow, resources * 2);
        }
        resourceHigh[resources] = print.high();
        resourceLow[resources] = print.low();
        return resources++;
    }

    /// Adds a point.
    ///
    /// @param ofResource number from [#resource]
    /// @param ofMetric number that [PointLabels] understands
    /// @param pointKind how to read the value
    /// @param print identity of the time series: resource, scope, metric and attributes
    /// @param attributePlace what [PointLabels#attributes] understands
    public void add(int ofResource, int ofMetric, PointKind pointKind, Fingerprint print, long attributePlace) {
        if (rows == resource.length) {
            grow(rows * 2);
        }
        resource[rows] = ofResource;
        metric[rows] = ofMetric;
        kind[rows] = pointKind;
        high[rows] = print.high();
        low[rows] = print.low();
        place[rows] = attributePlace;
        rows++;
    }

    /// Sets what the last added point measured.
    ///
    /// @param startNanos since when, for what is counted; 0 if unknown
    /// @param timeNanos when; nanoseconds since 1970, 0 for "on arrival"
    /// @param amount the value, or the sum of a histogram (NaN if it has none)
    /// @param observations of a histogram; negative means "no recorded value": the series has ended
    public void measured(long startNanos, long timeNanos, double amount, long observations) {
        int row = rows - 1;
        start[row] = startNanos;
        time[row] = timeNanos;
        value[row] = amount;
        count[row] = observations;
    }

    /// Makes points of now of those that are stamped by a clock that was set back. When what is counted began is left
    /// alone: by that the sender's series are told from new ones.
    ///
    /// @param before points of an earlier time are meant, nanoseconds since 1970
    /// @param by nanoseconds
    public void move(long before, long by) {
        for (int row = 0; row < rows; row++) {
            if (time[row] != 0 && time[row] < before) {
                time[row] += by;
            }
        }
    }

    /// Counts a point that the decoder could read but nobody can use.
    public void refuse(DropReason reason) {
        refused.merge(reason, 1L, Long::sum);
    }

    public Map<DropReason, Long> refused() {
        return refused;
    }

    /// How many points were sent.
    public int items() {
        return rows + (int) refused.values().stream().mapToLong(Long::longValue).sum();
    }

    /// How many points there are.
    public int rows() {
        return rows;
    }

    public PointKind kind(int row) {
        return kind[row];
    }

    public long start(int row) {
        return start[row];
    }

    public long time(int row) {
        return time[row];
    }

    public double value(int row) {
        return value[row];
    }

    public long count(int row) {
        return count[row];
    }

    public PointLabels labels() {
        return labels;
    }

    public int metric(int row) {
        return metric[row];
    }

    public int resource(int row) {
        return resource[row];
    }

    public long place(int row) {
        return place[row];
    }

    public long high(int row) {
        return high[row];
    }

    public long low(int row) {
        return low[row];
    }

    public long resourceHigh(int number) {
        return resourceHigh[number];
    }

    public long resourceLow(int number) {
        return resourceLow[number];
    }

    int resources() {
        return resources;
    }

    private void grow(int room) {
        resource = Arrays.copyOf(resource, room);
        metric = Arrays.copyOf(metric, room);
        kind = Arrays.copyOf(kind, room);
        high = Arrays.copyOf(high, room);
        low = Arrays.copyOf(low, room);
        start = Arrays.copyOf(start, room);
        time = Arrays.copyOf(time, room);
        value = Arrays.copyOf(value, room);
        count = Arrays.copyOf(count, room);
        place = Arrays.copyOf(place, room);
    }
}
