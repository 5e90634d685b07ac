package nightshift.observe.otlp.wire;

import nightshift.observe.intake.PointKind;

/// What a `Metric` says about all of its points: name, unit, which kind of data, and how to read it. Reused from metric
/// to metric.
final class MetricEnvelope {
    private static final int NAME = 1 << 3 | WireReader.BYTES;
    private static final int UNIT = 3 << 3 | WireReader.BYTES;
    static final int GAUGE = 5 << 3 | WireReader.BYTES;
    static final int SUM = 7 << 3 | WireReader.BYTES;
    static final int HISTOGRAM = 9 << 3 | WireReader.BYTES;
    static final int EXPONENTIAL = 10 << 3 | WireReader.BYTES;
    static final int SUMMARY = 11 << 3 | WireReader.BYTES;
    private static final int TEMPORALITY = 2 << 3 | WireReader.VARINT;
    private static final int MONOTONIC = 3 << 3 | WireReader.VARINT;
    private static final int DELTA = 1;

    private final WireReader in;
    private final WireReader piece;
    private int nameFrom;
    private int nameTo;
    private int unitFrom;
    private int unitTo;
    private int data;
    private int dataFrom;
    private int to;
    private int temporality;
    private boolean monotonic;

    MetricEnvelope(byte[] body) {
        this.in = new WireReader(body);
        this.piece = new WireReader(body);
    }

    /// Looks a metric over, without its points.
    void read(int from, int end) throws RefusedException {
        nameFrom = nameTo = unitFrom = unitTo = 0;
        data = 0;
        dataFrom = from;
        to = end;
        in.open(from, end);
        int before = in.at();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case NAME -> {
                    nameTo = in.bytesEnd();
                    nameFrom = in.at();
                    in.moveTo(nameTo);
                }
                case UNIT -> {
                    unitTo = in.bytesEnd();
                    unitFrom = in.at();
                    in.moveTo(unitTo);
                }
                case GAUGE, SUM, HISTOGRAM, EXPONENTIAL, SUMMARY -> piece(tag, before);
                default -> in.skip(tag);
            }
            before = in.at();
        }
    }

    /// Of a oneof the last kind counts, and all pieces of that kind since then are merged.
    private void piece(int tag, int at) throws RefusedException {
        if (tag != data) {
            data = tag;
            dataFrom = at;
            temporality = 0;
            monotonic = false;
        }
        int end = in.bytesEnd();
        piece.open(in.at(), end);
        for (int inner = piece.tag(); inner != 0; inner = piece.tag()) {
            switch (inner) {
                case TEMPORALITY -> temporality = (int) piece.varint();
                case MONOTONIC -> monotonic = piece.varint() != 0;
                default -> piece.skip(inner);
            }
        }
        in.moveTo(end);
    }

    int nameFrom() {
        return nameFrom;
    }

    int nameTo() {
        return nameTo;
    }

    int unitFrom() {
        return unitFrom;
    }

    int unitTo() {
        return unitTo;
    }

    /// Tag of the data; 0 if there is none of a known kind.
    int data() {
        return data;
    }

    /// Where the data's first piece begins.
    int dataFrom() {
        return dataFrom;
    }

    int end() {
        return to;
    }

    /// Deltas of what may fall have no base to start from.
    boolean unusable() {
        return data == SUM && !monotonic && temporality == DELTA;
    }

    PointKind kind() {
        boolean delta = temporality == DELTA;
        return switch (data) {
            case SUM -> {
                PointKind counted = delta ? PointKind.DELTA_SUM : PointKind.CUMULATIVE_SUM;
                yield monotonic ? counted : PointKind.GAUGE;
            }
            case HISTOGRAM, EXPONENTIAL -> delta ? PointKind.DELTA_HISTOGRAM : PointKind.CUMULATIVE_HISTOGRAM;
            case SUMMARY -> PointKind.CUMULATIVE_HISTOGRAM;
            default -> PointKind.GAUGE;
        };
    }
}
