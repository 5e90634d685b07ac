package nightshift.app.bench;

import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Arrays;
import nightshift.observe.otlp.wire.WireReader;
import nightshift.observe.otlp.wire.WireWriter;

/// A metrics request with cumulative points of five attributes each, and where their times stand, with their values
/// behind, so that it can be sent again with later ones.
final class BenchRequest {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle DOUBLE =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MARK = 0x7e57_7e57_7e57_7e57L;
    private static final int COUNTERS = 10;
    private static final int TIME = 3 << 3 | WireReader.FIXED64;
    private static final int VALUE = 6 << 3 | WireReader.FIXED64;
    private static final int COUNT = 4 << 3 | WireReader.FIXED64;
    private static final int SUM = 5 << 3 | WireReader.FIXED64;
    private static final int BUCKETS = 6;
    private static final int BOUNDS = 7;

    /// Upper bounds that the conventions give the duration of a request, in seconds.
    private static final double[] SECONDS = {0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10};
    /// How many requests of each of the 15 buckets one export adds: 40, which take 2.5 s together.
    private static final long[] ADDED = {2, 5, 12, 9, 4, 3, 3, 1, 1, 0, 0, 0, 0, 0, 0};

    private static final long ADDED_COUNT = Arrays.stream(ADDED).sum();
    private static final double ADDED_SECONDS = 2.5;

    private final Kind kind;
    private final byte[] bytes;
    private final int[] times;

    /// What its points are.
    enum Kind {
        SUM,
        HISTOGRAM
    }

    private BenchRequest(Kind kind, int sender, int points, byte[] scope) {
        byte[] resource = attributes(
                1,
                "service.namespace",
                "shop",
                "service.name",
                "service-" + sender % 50,
                "service.instance.id",
                "instance-" + sender,
                "service.version",
                "1.0");
        byte[] resourceMetrics =
                new WireWriter().bytes(1, resource).bytes(2, scope).toBytes();
        this.kind = kind;
        bytes = new WireWriter().bytes(1, resourceMetrics).toBytes();
        times = marks(bytes, points);
    }

    /// Of counters that nobody knows.
    static BenchRequest sums(int sender, int points) {
        WireWriter scope = new WireWriter();
        for (int counter = 0; counter < COUNTERS; counter++) {
            WireWriter sum = points(points / COUNTERS, 7, new byte[] {VALUE, 0, 0, 0, 0, 0, 0, 0, 0});
            scope.bytes(2, metric("bench.counter." + counter, "1", 7, sum.number(3, 1)));
        }
        return new BenchRequest(Kind.SUM, sender, points, scope.toBytes());
    }

    /// Of durations of requests, each point with 15 buckets.
    ///
    /// @param name of the metric
    static BenchRequest histograms(int sender, int points, String name) {
        ByteArrayOutputStream values = new ByteArrayOutputStream();
        values.write(COUNT);
        values.writeBytes(new byte[Long.BYTES]);
        values.write(SUM);
        values.writeBytes(new byte[Long.BYTES]);
        ByteBuffer bounds = ByteBuffer.allocate(SECONDS.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bounds.asDoubleBuffer().put(SECONDS);
        values.writeBytes(new WireWriter()
                .bytes(BUCKETS, new byte[ADDED.length * Long.BYTES])
                .bytes(BOUNDS, bounds.array())
                .toBytes());
        byte[] metric = metric(name, "s", 9, points(points, 9, values.toByteArray()));
        return new BenchRequest(
                Kind.HISTOGRAM,
                sender,
                points,
                new WireWriter().bytes(2, metric).toBytes());
    }

    byte[] bytes() {
        return bytes;
    }

    /// Moves all points to a time and raises their values.
    ///
    /// @param exports how many there were before, all of them alike
    void stamp(Instant now, long exports) {
        long nanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
        for (int time : times) {
            LONG.set(bytes, time, nanos);
            int value = time + Long.BYTES + 1;
            switch (kind) {
                case SUM -> LONG.set(bytes, value, exports);
                case HISTOGRAM -> histogram(value, exports);
            }
        }
    }

    private void histogram(int count, long exports) {
        int sum = count + Long.BYTES + 1;
        int bucket = sum + Long.BYTES + 2;
        LONG.set(bytes, count, exports * ADDED_COUNT);
        DOUBLE.set(bytes, sum, exports * ADDED_SECONDS);
        for (int at = 0; at < ADDED.length; at++) {
            LONG.set(bytes, bucket + at * Long.BYTES, exports * ADDED[at]);
        }
    }

    private static byte[] metric(String name, String unit, int data, WireWriter points) {
        return new WireWriter()
                .text(1, name)
                .text(3, unit)
                .bytes(data, points.number(2, 2).toBytes())
                .toBytes();
    }

    /// Points that differ in a route.
    ///
    /// @param attributes number of their field
    /// @param values fields behind the time
    private static WireWriter points(int count, int attributes, byte[] values) {
        WireWriter points = new WireWriter();
        for (int point = 0; point < count; point++) {
            byte[] labels = attributes(
                    attributes,
                    "http.request.method",
                    "GET",
                    "http.route",
                    "/api/v1/orders/" + point,
                    "http.response.status_code",
                    "200",
                    "network.protocol.version",
                    "1.1",
                    "url.scheme",
                    "https");
            byte[] whole = Arrays.copyOf(labels, labels.length + 1 + Long.BYTES + values.length);
            whole[labels.length] = TIME;
            LONG.set(whole, labels.length + 1, MARK);
            System.arraycopy(values, 0, whole, labels.length + 1 + Long.BYTES, values.length);
            points.bytes(1, whole);
        }
        return points;
    }

    private static byte[] attributes(int field, String... keysAndValues) {
        WireWriter message = new WireWriter();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            byte[] value = new WireWriter().text(1, keysAndValues[i + 1]).toBytes();
            message.bytes(
                    field,
                    new WireWriter().text(1, keysAndValues[i]).bytes(2, value).toBytes());
        }
        return message.toBytes();
    }

    private static int[] marks(byte[] bytes, int points) {
        int[] marks = new int[points];
        int found = 0;
        for (int at = 0; at <= bytes.length - Long.BYTES; at++) {
            if ((long) LONG.get(bytes, at) == MARK) {
                marks[found++] = at;
            }
        }
        return marks;
    }
}
