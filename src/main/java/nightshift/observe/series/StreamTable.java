package nightshift.observe.series;

import java.util.Arrays;
import nightshift.observe.sketch.StreamSketch;
import org.jspecify.annotations.Nullable;

/// The senders' time series: a 128-bit fingerprint to a slot of primitives.
///
/// The index is open addressing with linear probing; an entry is the upper half of the fingerprint's low
/// lane beside the stream's number, so that a probe rarely touches a slot in vain. A slot is [#STRIDE]
/// longs in chunks that never move: what the last point said, then one group per open window. One writer
/// at a time; several tables can stand side by side, each with the resources whose hash falls to it.
public final class StreamTable {
    static final int HIGH = 0;
    static final int LOW = 1;
    /// Start time of the counting, ns.
    static final int START = 2;
    /// Time of the newest point, ns; 0 before the first.
    static final int TIME = 3;
    /// Last cumulative value, double bits.
    static final int VALUE = 4;
    /// Last cumulative count.
    static final int COUNT = 5;
    /// How far apart its points are, ns; 0 before the second.
    static final int STEP = 6;
    /// Number of the newest window with a point.
    static final int SEEN = 7;
    /// A distance between points that is not the step, ns; it becomes it when the next one is like it.
    static final int OTHER_STEP = 8;

    /// First of the window groups.
    static final int WINDOWS = 9;
    /// Fields of a window group.
    static final int WINDOW = 0;
    static final int WINDOW_VALUE = 1;
    static final int WINDOW_COUNT = 2;
    static final int WINDOW_NANOS = 3;
    static final int WINDOW_STRIDE = 4;

    static final int STRIDE = WINDOWS + WINDOW_STRIDE * SeriesConfig.OPEN_WINDOWS;

    private static final int CHUNK_BITS = 8;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final long NUMBER_MASK = 0xffff_ffffL;

    private long[] index = new long[1024];
    private long[][] chunks = new long[0][];
    private @Nullable Stream[] streams = new @Nullable Stream[0];
    private @Nullable StreamSketch[] sketches = new @Nullable StreamSketch[0];
    private int[] free = new int[0];
    private int freed;
    private int size;
    private int top;

    /// Puts another in the place of one.
    void replace(int number, Stream stream) {
        streams[number] = stream;
        if (!stream.sketched()) {
            sketches[number] = null;
        } else if (sketches[number] == null) {
            sketches[number] = new StreamSketch(stream.factor(), SeriesConfig.OPEN_WINDOWS);
        }
    }

    /// The durations of a live number; null for one that keeps none.
    @Nullable
    StreamSketch sketch(int number) {
        return sketches[number];
    }

    /// How many streams are live.
    int size() {
        return size;
    }

    /// Every number is below it; numbers between may be free.
    int top() {
        return top;
    }

    /// The number of a stream, or -1.
    int find(long high, long low) {
        int mask = index.length - 1;
        long tag = low & ~NUMBER_MASK;
        for (int at = (int) high & mask; ; at = (at + 1) & mask) {
            long entry = index[at];
            if (entry == 0) {
                return -1;
            }
            if ((entry & ~NUMBER_MASK) == tag) {
                int number = (int) (entry & NUMBER_MASK) - 1;
                long[] chunk = chunk(number);
                int slot = slot(number);
                if (chunk[slot + HIGH] == high && chunk[slot + LOW] == low) {
                    return number;
                }
            }
        }
    }

    /// Adds a stream that [#find] does not know.
    int add(long high, long low, Stream stream) {
        if ((size + 1) * 2 > index.length) {
            rehash(index.length * 2);
        }
        int number = freed > 0 ? free[--freed] : top++;
        if ((number >> CHUNK_BITS) >= chunks.length) {
            int count = chunks.length + 1;
            chunks = Arrays.copyOf(chunks, count);
            chunks[count - 1] = new long[CHUNK * STRIDE];
            streams = Arrays.copyOf(streams, count * CHUNK);
            sketches = Arrays.copyOf(sketches, count * CHUNK);
        }
        long[] chunk = chunk(number);
        int slot = slot(number);
        Arrays.fill(chunk, slot, slot + STRIDE, 0);
        for (int group = 0; group < SeriesConfig.OPEN_WINDOWS; group++) {
            chunk[slot + WINDOWS + group * WINDOW_STRIDE + WINDOW] = Long.MIN_VALUE;
        }
        chunk[slot + HIGH] = high;
        chunk[slot + LOW] = low;
        replace(number, stream);
        insert(high, low, number);
        size++;
        return number;
    }

    /// What a live number stands for; null for a free one.
    @Nullable
    public Stream stream(int number) {
        return streams[number];
    }

    long[] chunk(int number) {
        return chunks[number >> CHUNK_BITS];
    }

    int slot(int number) {
        return (number & (CHUNK - 1)) * STRIDE;
    }

    /// Where a window's group begins within the chunk.
    int group(int number, long window) {
        return slot(number) + WINDOWS + (int) (window & (SeriesConfig.OPEN_WINDOWS - 1)) * WINDOW_STRIDE;
    }

    /// Frees the number for another stream.
    void remove(int number) {
        long high = chunk(number)[slot(number) + HIGH];
        int mask = index.length - 1;
        int at = (int) high & mask;
        while ((index[at] & NUMBER_MASK) - 1 != number || index[at] == 0) {
            at = (at + 1) & mask;
        }
        closeGap(at, mask);
        streams[number] = null;
        sketches[number] = null;
        if (freed == free.length) {
            free = Arrays.copyOf(free, Math.max(16, freed * 2));
        }
        free[freed++] = number;
        size--;
    }

    /// Backward-shift deletion (Knuth, volume 3, 6.4, algorithm R): no tombstones, so probes stay short under churn.
    private void closeGap(int hole, int mask) {
        int gap = hole;
        for (int at = (gap + 1) & mask; index[at] != 0; at = (at + 1) & mask) {
            int number = (int) (index[at] & NUMBER_MASK) - 1;
            int home = (int) chunk(number)[slot(number) + HIGH] & mask;
            if (((at - home) & mask) >= ((at - gap) & mask)) {
                index[gap] = index[at];
                gap = at;
            }
        }
        index[gap] = 0;
    }

    private void insert(long high, long low, int number) {
        int mask = index.length - 1;
        int at = (int) high & mask;
        while (index[at] != 0) {
            at = (at + 1) & mask;
        }
        index[at] = (low & ~NUMBER_MASK) | (number + 1L);
    }

    private void rehash(int capacity) {
        index = new long[capacity];
        for (int number = 0; number < top; number++) {
            if (streams[number] != null) {
                int slot = slot(number);
                insert(chunk(number)[slot + HIGH], chunk(number)[slot + LOW], number);
            }
        }
    }
}
