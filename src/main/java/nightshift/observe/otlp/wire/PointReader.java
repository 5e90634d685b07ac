package nightshift.observe.otlp.wire;

import java.util.Map;
import nightshift.observe.intake.Fingerprint;

/// Reads one data point of any kind: the kinds agree on start (2) and time (3) and differ in the rest. Reused from
/// point to point.
final class PointReader {
    private static final int START = 2 << 3 | WireReader.FIXED64;
    private static final int TIME = 3 << 3 | WireReader.FIXED64;
    private static final int NUMBER_ATTRIBUTES = 7 << 3 | WireReader.BYTES;
    private static final int NUMBER_DOUBLE = 4 << 3 | WireReader.FIXED64;
    private static final int NUMBER_INT = 6 << 3 | WireReader.FIXED64;
    private static final int NUMBER_FLAGS = 8 << 3 | WireReader.VARINT;
    private static final int COUNT = 4 << 3 | WireReader.FIXED64;
    private static final int SUM = 5 << 3 | WireReader.FIXED64;
    private static final int HISTOGRAM_ATTRIBUTES = 9 << 3 | WireReader.BYTES;
    private static final int EXPONENTIAL_ATTRIBUTES = 1 << 3 | WireReader.BYTES;
    private static final int HISTOGRAM_FLAGS = 10 << 3 | WireReader.VARINT;
    private static final int NO_RECORDED_VALUE = 1;

    private final byte[] body;
    private final WireReader in;
    private final Fingerprint attributes = new Fingerprint();
    private long start;
    private long time;
    private double value;
    private long count;
    private boolean recorded;

    PointReader(byte[] body) {
        this.body = body;
        this.in = new WireReader(body);
    }

    /// Reads the point between two offsets.
    ///
    /// @param data tag of the metric's data
    void read(int from, int to, int data) throws RefusedException {
        attributes.from(0, 0);
        start = 0;
        time = 0;
        count = 0;
        recorded = true;
        in.open(from, to);
        if (data == MetricEnvelope.GAUGE || data == MetricEnvelope.SUM) {
            number();
        } else {
            distribution(attributesOf(data), data == MetricEnvelope.SUMMARY ? NUMBER_FLAGS : HISTOGRAM_FLAGS);
        }
    }

    private void number() throws RefusedException {
        value = 0;
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case NUMBER_ATTRIBUTES -> attribute();
                case START -> start = in.fixed64();
                case TIME -> time = in.fixed64();
                case NUMBER_DOUBLE -> value = in.float64();
                case NUMBER_INT -> value = in.fixed64();
                case NUMBER_FLAGS -> recorded = (in.varint() & NO_RECORDED_VALUE) == 0;
                default -> in.skip(tag);
            }
        }
    }

    private void distribution(int attributesTag, int flagsTag) throws RefusedException {
        value = Double.NaN;
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == attributesTag) {
                attribute();
            } else if (tag == START) {
                start = in.fixed64();
            } else if (tag == TIME) {
                time = in.fixed64();
            } else if (tag == COUNT) {
                // unsigned on the wire; nobody counts that far
                count = in.fixed64() & Long.MAX_VALUE;
            } else if (tag == SUM) {
                value = in.float64();
            } else if (tag == flagsTag) {
                recorded = (in.varint() & NO_RECORDED_VALUE) == 0;
            } else {
                in.skip(tag);
            }
        }
    }

    private void attribute() throws RefusedException {
        int end = in.bytesEnd();
        attributes.add(body, in.at(), end);
        in.moveTo(end);
    }

    /// Of the attributes, in any order.
    Fingerprint attributes() {
        return attributes;
    }

    long start() {
        return start;
    }

    long time() {
        return time;
    }

    double value() {
        return value;
    }

    /// Negative when the sender says that there is no value any more.
    long count() {
        return recorded ? count : -1;
    }

    /// The attributes of a point as texts.
    static Map<String, String> texts(byte[] body, int from, int to, int data) throws RefusedException {
        return AttributeReader.attributes(body, from, to, attributesOf(data));
    }

    private static int attributesOf(int data) {
        return switch (data) {
            case MetricEnvelope.HISTOGRAM -> HISTOGRAM_ATTRIBUTES;
            case MetricEnvelope.EXPONENTIAL -> EXPONENTIAL_ATTRIBUTES;
            default -> NUMBER_ATTRIBUTES;
        };
    }
}
