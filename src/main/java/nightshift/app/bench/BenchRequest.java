package nightshift.app.bench;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Arrays;
import nightshift.observe.otlp.wire.WireReader;
import nightshift.observe.otlp.wire.WireWriter;

/// A metrics request with cumulative sums of five attributes each, and where its times and values stand, so that it can
/// be sent again with later ones.
final class BenchRequest {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MARK = 0x7e57_7e57_7e57_7e57L;
    private static final int TIME = 3 << 3 | WireReader.FIXED64;
    private static final int VALUE = 6 << 3 | WireReader.FIXED64;
    /// A point's time field, then its value field.
    private static final int TIME_AND_VALUE = 2 * (1 + Long.BYTES);

    private final byte[] bytes;
    private final int[] times;

    BenchRequest(int sender, int points, int metrics) {
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
        WireWriter scope = new WireWriter();
        for (int metric = 0; metric < metrics; metric++) {
            scope.bytes(2, metric("bench.counter." + metric, points / metrics));
        }
        byte[] resourceMetrics =
                new WireWriter().bytes(1, resource).bytes(2, scope.toBytes()).toBytes();
        bytes = new WireWriter().bytes(1, resourceMetrics).toBytes();
        times = marks(bytes, points);
    }

    byte[] bytes() {
        return bytes;
    }

    /// Offsets of the times.
    int[] times() {
        return times;
    }

    /// Moves all points to a time and raises their values.
    static void stamp(byte[] request, int[] times, Instant now, long value) {
        long nanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
        for (int at : times) {
            LONG.set(request, at, nanos);
            LONG.set(request, at + 1 + Long.BYTES, value);
        }
    }

    private static byte[] metric(String name, int points) {
        WireWriter sum = new WireWriter();
        for (int point = 0; point < points; point++) {
            byte[] attributes = attributes(
                    7,
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
            byte[] whole = Arrays.copyOf(attributes, attributes.length + TIME_AND_VALUE);
            whole[attributes.length] = TIME;
            LONG.set(whole, attributes.length + 1, MARK);
            whole[attributes.length + 1 + Long.BYTES] = VALUE;
            sum.bytes(1, whole);
        }
        return new WireWriter()
                .text(1, name)
                .text(3, "1")
                .bytes(7, sum.number(2, 2).number(3, 1).toBytes())
                .toBytes();
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
