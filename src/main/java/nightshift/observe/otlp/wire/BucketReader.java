package nightshift.observe.otlp.wire;

import nightshift.observe.intake.Buckets;

/// Reads the buckets of one histogram point, of either kind of bounds. Of an exponential histogram those of negative
/// values are left out: nothing takes less than no time. Reused from point to point.
final class BucketReader {
    private static final int COUNTS = 6 << 3 | WireReader.BYTES;
    private static final int COUNT = 6 << 3 | WireReader.FIXED64;
    private static final int BOUNDS = 7 << 3 | WireReader.BYTES;
    private static final int BOUND = 7 << 3 | WireReader.FIXED64;
    private static final int MIN = 11 << 3 | WireReader.FIXED64;
    private static final int MAX = 12 << 3 | WireReader.FIXED64;
    private static final int SCALE = 6 << 3 | WireReader.VARINT;
    private static final int ZEROS = 7 << 3 | WireReader.FIXED64;
    private static final int POSITIVE = 8 << 3 | WireReader.BYTES;
    private static final int EXPONENTIAL_MIN = 12 << 3 | WireReader.FIXED64;
    private static final int EXPONENTIAL_MAX = 13 << 3 | WireReader.FIXED64;
    private static final int OFFSET = 1 << 3 | WireReader.VARINT;
    private static final int POSITIVE_COUNTS = 2 << 3 | WireReader.BYTES;
    private static final int POSITIVE_COUNT = 2 << 3 | WireReader.VARINT;

    private final WireReader in;

    BucketReader(byte[] body) {
        this.in = new WireReader(body);
    }

    /// Reads the point between two offsets.
    ///
    /// @param data tag of the metric's data
    /// @param into is made anew
    /// @return false when the buckets are malformed
    boolean read(int from, int to, int data, Buckets into) throws RefusedException {
        into.clear();
        in.open(from, to);
        return switch (data) {
            case MetricEnvelope.HISTOGRAM -> explicit(into);
            case MetricEnvelope.EXPONENTIAL -> exponential(to, into);
            default -> true;
        };
    }

    private boolean explicit(Buckets into) throws RefusedException {
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case COUNTS -> {
                    for (int end = in.bytesEnd(); in.at() < end; ) {
                        into.addCount(in.fixed64());
                    }
                }
                case COUNT -> into.addCount(in.fixed64());
                case BOUNDS -> {
                    for (int end = in.bytesEnd(); in.at() < end; ) {
                        into.addBound(in.float64());
                    }
                }
                case BOUND -> into.addBound(in.float64());
                case MIN -> into.min(in.float64());
                case MAX -> into.max(in.float64());
                default -> in.skip(tag);
            }
        }
        return into.explicit();
    }

    private boolean exponential(int to, Buckets into) throws RefusedException {
        long scale = 0;
        long zeros = 0;
        long offset = 0;
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case SCALE -> scale = signed(in.varint());
                case ZEROS -> zeros = in.fixed64();
                case POSITIVE -> {
                    int end = in.bytesEnd();
                    in.open(in.at(), end);
                    offset = positive(offset, into);
                    in.open(end, to);
                }
                case EXPONENTIAL_MIN -> into.min(in.float64());
                case EXPONENTIAL_MAX -> into.max(in.float64());
                default -> in.skip(tag);
            }
        }
        return into.exponential(scale, offset, zeros);
    }

    private long positive(long before, Buckets into) throws RefusedException {
        long offset = before;
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case OFFSET -> offset = signed(in.varint());
                case POSITIVE_COUNTS -> {
                    for (int end = in.bytesEnd(); in.at() < end; ) {
                        into.addCount(in.varint());
                    }
                }
                case POSITIVE_COUNT -> into.addCount(in.varint());
                default -> in.skip(tag);
            }
        }
        return offset;
    }

    /// A `sint32` of protobuf: zig-zag.
    private static long signed(long varint) {
        return varint >>> 1 ^ -(varint & 1);
    }
}
