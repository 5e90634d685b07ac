package nightshift.journal.window;

import com.github.luben.zstd.Zstd;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;
import nightshift.fact.telemetry.Distributions;

/// The columns of a window as bytes: blocks of 1,024 rows, so that one series is read without the others. In a block
/// stand all first bytes of a column, then all second ones, and so on, because bytes of one rank resemble each other;
/// then Zstandard.
///
/// A row takes 33 bytes before and about 9 after compression. An edge of the band, and the mean, the
/// p50 and the p99 beside a p95, are kept as their distance from the value in 16 bits (8 of them its
/// digits: within 0.4 % of the distance), a confidence as one byte of the logarithm of what it lacks to
/// certainty (within 10 % of that). A block of before has no such distribution, and 27 bytes a row; it
/// is read as it is.
final class WindowBody {
    private static final int BLOCK = 1024;
    private static final int LEVEL = 3;
    private static final int BARE_ROW_BYTES = 2 * Integer.BYTES + Long.BYTES + Float.BYTES + 3 * Short.BYTES + 1;
    private static final int ROW_BYTES = BARE_ROW_BYTES + 3 * Short.BYTES;
    private static final int ENTRY_BYTES = 3 * Integer.BYTES;

    /// Steps of the logarithm's scale a decade; 255 of them reach below one in ten thousand millions.
    private static final double DECADE = 25;

    private static final float[] CONFIDENCES = new float[256];

    static {
        for (int i = 0; i < CONFIDENCES.length; i++) {
            CONFIDENCES[i] = (float) (1 - Math.pow(10, -i / DECADE));
        }
    }

    private WindowBody() {}

    static byte[] encode(WindowColumns columns) {
        int blocks = (columns.rows() + BLOCK - 1) / BLOCK;
        int head = Integer.BYTES + blocks * ENTRY_BYTES;
        byte[] out = new byte[head + blocks * (int) Zstd.compressBound(BLOCK * ROW_BYTES)];
        ByteBuffer index = ByteBuffer.wrap(out).putInt(blocks);
        int end = head;
        for (int from = 0; from < columns.rows(); from += BLOCK) {
            int rows = Math.min(BLOCK, columns.rows() - from);
            byte[] plain = new Planes(new byte[rows * ROW_BYTES], rows).writeAll(columns, from);
            long size = Zstd.compressByteArray(out, end, out.length - end, plain, 0, plain.length, LEVEL);
            if (Zstd.isError(size)) {
                throw new IllegalStateException("Zstandard can't compress: " + Zstd.getErrorName(size));
            }
            index.putInt(columns.series()[from]).putInt(rows).putInt((int) size);
            end += (int) size;
        }
        return Arrays.copyOf(out, end);
    }

    static long checksum(byte[] body) {
        CRC32C crc = new CRC32C();
        crc.update(body);
        return crc.getValue();
    }

    /// All rows; empty when they can't be read.
    static Optional<WindowColumns> decode(byte[] body) {
        return decode(body, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /// The rows of the block that would hold the series; none when no block would.
    static Optional<WindowColumns> decode(byte[] body, int series) {
        return decode(body, series, series);
    }

    /// The rows of all blocks in which a number from `low` to `high` may be.
    private static Optional<WindowColumns> decode(byte[] body, int low, int high) {
        try {
            Index index = Index.of(body);
            WindowColumns columns = new WindowColumns(index.rowsOf(low, high));
            int at = 0;
            for (int block = 0; block < index.firsts.length; block++) {
                if (index.mayHold(block, low, high)) {
                    new Planes(index.plain(body, block), index.rows[block]).readAll(columns, at, index.firsts[block]);
                    at += index.rows[block];
                }
            }
            return Optional.of(columns);
        } catch (RuntimeException malformed) {
            // lengths that do not fit: what was written here is not what is read
            return Optional.empty();
        }
    }

    /// What stands before the blocks: how many, and of each its first number, its rows and its length.
    private static final class Index {
        private final int[] firsts;
        private final int[] rows;
        private final int[] ends;

        private Index(int blocks) {
            firsts = new int[blocks];
            rows = new int[blocks];
            ends = new int[blocks + 1];
            ends[0] = Integer.BYTES + blocks * ENTRY_BYTES;
        }

        static Index of(byte[] body) {
            ByteBuffer in = ByteBuffer.wrap(body);
            Index index = new Index(in.getInt());
            for (int block = 0; block < index.firsts.length; block++) {
                index.firsts[block] = in.getInt();
                index.rows[block] = in.getInt();
                index.ends[block + 1] = index.ends[block] + in.getInt();
            }
            return index;
        }

        boolean mayHold(int block, int low, int high) {
            boolean before = block + 1 < firsts.length && firsts[block + 1] <= low;
            return firsts[block] <= high && !before;
        }

        int rowsOf(int low, int high) {
            int total = 0;
            for (int block = 0; block < firsts.length; block++) {
                total += mayHold(block, low, high) ? rows[block] : 0;
            }
            return total;
        }

        byte[] plain(byte[] body, int block) {
            byte[] plain = new byte[rows[block] * ROW_BYTES];
            int from = ends[block];
            long size = Zstd.decompressByteArray(plain, 0, plain.length, body, from, ends[block + 1] - from);
            if (size == (long) rows[block] * BARE_ROW_BYTES) {
                return Arrays.copyOf(plain, (int) size);
            }
            if (size != plain.length) {
                throw new IllegalArgumentException("block " + block + " does not decompress");
            }
            return plain;
        }
    }

    /// One block before compression: column after column, and within a column rank after rank of its bytes.
    private static final class Planes {
        private final byte[] bytes;
        private final int rows;
        private int at;

        Planes(byte[] bytes, int rows) {
            this.bytes = bytes;
            this.rows = rows;
        }

        byte[] writeAll(WindowColumns columns, int from) {
            int[] series = columns.series();
            Distributions behind = columns.distributions();
            for (int i = 0; i < rows; i++) {
                int row = from + i;
                float value = columns.values()[row];
                at = 0;
                write(i, Integer.BYTES, i == 0 ? 0 : series[row] - series[row - 1]);
                write(i, Long.BYTES, columns.counts()[row]);
                write(i, Float.BYTES, Float.floatToRawIntBits(value));
                write(i, Integer.BYTES, columns.steps()[row]);
                write(i, Short.BYTES, upperHalf(value - columns.lows()[row]));
                write(i, Short.BYTES, upperHalf(columns.forecasts()[row] - value));
                write(i, Short.BYTES, upperHalf(columns.highs()[row] - value));
                write(i, 1, lacking(columns.confidences()[row]));
                write(i, Short.BYTES, upperHalf(value - (float) behind.mean(row)));
                write(i, Short.BYTES, upperHalf(value - (float) behind.p50(row)));
                write(i, Short.BYTES, upperHalf((float) behind.p99(row) - value));
            }
            return bytes;
        }

        void readAll(WindowColumns columns, int from, int first) {
            int number = first;
            for (int i = 0; i < rows; i++) {
                int row = from + i;
                at = 0;
                number += (int) read(i, Integer.BYTES);
                long count = read(i, Long.BYTES);
                float value = Float.intBitsToFloat((int) read(i, Float.BYTES));
                columns.row(row, number, count, value, (int) read(i, Integer.BYTES));
                columns.lows()[row] = value - distance(i);
                columns.forecasts()[row] = value + distance(i);
                columns.highs()[row] = value + distance(i);
                columns.confidences()[row] = CONFIDENCES[(int) read(i, 1)];
                if (bytes.length == rows * ROW_BYTES) {
                    columns.distributions().set(row, value - distance(i), value - distance(i), value + distance(i));
                }
            }
        }

        private float distance(int row) {
            return Float.intBitsToFloat((int) read(row, Short.BYTES) << Short.SIZE);
        }

        private void write(int row, int width, long value) {
            for (int rank = 0; rank < width; rank++) {
                bytes[at + rank * rows + row] = (byte) (value >>> Byte.SIZE * rank);
            }
            at += width * rows;
        }

        private long read(int row, int width) {
            long value = 0;
            for (int rank = 0; rank < width; rank++) {
                value |= (bytes[at + rank * rows + row] & 0xffL) << Byte.SIZE * rank;
            }
            at += width * rows;
            return value;
        }

        /// Sign, exponent and the first digits of a number, rounded to the nearest.
        private static int upperHalf(float number) {
            int bits = Float.floatToIntBits(number);
            return Float.isFinite(number)
                    ? bits + 0x7fff + (bits >>> Short.SIZE & 1) >>> Short.SIZE
                    : bits >>> Short.SIZE;
        }

        private static int lacking(float confidence) {
            return (int) Math.clamp(Math.round(-DECADE * Math.log10(1 - (double) confidence)), 0, 255);
        }
    }
}
