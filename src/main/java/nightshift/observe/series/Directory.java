package nightshift.observe.series;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import nightshift.fact.telemetry.SeriesDirectory;
import nightshift.fact.telemetry.SeriesKey;
import org.jspecify.annotations.Nullable;

/// Gives each series its number. Written under the observer's lock, read from any thread. The key of a
/// series that ended is let go some snapshots after the one that told of it, and so is a page whose keys
/// are all gone, so that churn does not fill the memory: what stays of 1024 such series is 4 bytes.
public final class Directory implements SeriesDirectory {
    private static final int PAGE_BITS = 10;
    private static final int PAGE = 1 << PAGE_BITS;

    /// Snapshots that a key outlives its series: one is looked at, and may be looked at again after a failed turn.
    private static final int KEPT = 10;

    private final Deque<Integer> ended = new ArrayDeque<>();
    /// How many had ended by each of the last snapshots.
    private final Deque<Long> told = new ArrayDeque<>();

    private long allEnded;
    private long allForgotten;
    private final int remembered;
    private volatile @Nullable Page[] pages = new @Nullable Page[4];
    private volatile int size;
    private volatile int live;

    /// @param remembered how many ended series keep their keys at most, should nobody take a snapshot
    public Directory(int remembered) {
        this.remembered = remembered;
    }

    private static final class Page {
        private final @Nullable SeriesKey[] keys = new @Nullable SeriesKey[PAGE];
        private int forgotten;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public SeriesKey key(int series) {
        Page page = series < size ? pages[series >> PAGE_BITS] : null;
        SeriesKey key = page == null ? null : page.keys[series & (PAGE - 1)];
        if (key == null) {
            throw new IndexOutOfBoundsException(
                    "series " + series + " of " + size + (series < size ? " ended long ago" : " was never given"));
        }
        return key;
    }

    /// How many have not ended.
    public int live() {
        return live;
    }

    int add(SeriesKey key) {
        int number = size;
        int place = number >> PAGE_BITS;
        @Nullable Page[] room = place < pages.length ? pages : Arrays.copyOf(pages, place * 2);
        Page page = room[place];
        if (page == null) {
            page = new Page();
            room[place] = page;
        }
        page.keys[number & (PAGE - 1)] = key;
        pages = room;
        size = number + 1;
        live = live + 1;
        return number;
    }

    void end(int number) {
        live = live - 1;
        ended.add(number);
        allEnded++;
        if (ended.size() > remembered) {
            forgetEldest();
        }
    }

    /// A snapshot was taken that tells of all that ended so far.
    public void told() {
        told.add(allEnded);
        long over = told.size() > KEPT ? told.remove() : 0;
        while (allForgotten < over) {
            forgetEldest();
        }
    }

    private void forgetEldest() {
        allForgotten++;
        forget(ended.remove());
    }

    private void forget(int number) {
        Page page = pages[number >> PAGE_BITS];
        if (page != null) {
            page.keys[number & (PAGE - 1)] = null;
            if (++page.forgotten == PAGE) {
                pages[number >> PAGE_BITS] = null;
            }
        }
    }
}
