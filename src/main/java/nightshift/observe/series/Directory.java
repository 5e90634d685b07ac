package nightshift.observe.series;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import nightshift.fact.telemetry.SeriesDirectory;
import nightshift.fact.telemetry.SeriesKey;
import org.jspecify.annotations.Nullable;

/// Gives each series its number. Written under the observer's lock, read from any thread. The keys of series that ended
/// long ago are let go, so that churn does not fill the memory.
public final class Directory implements SeriesDirectory {
    private final Deque<Integer> ended = new ArrayDeque<>();
    private final int remembered;
    private volatile @Nullable SeriesKey[] keys = new @Nullable SeriesKey[256];
    private volatile int size;
    private volatile int live;

    /// @param remembered how many ended series keep their keys
    public Directory(int remembered) {
        this.remembered = remembered;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public SeriesKey key(int series) {
        SeriesKey key = series < size ? keys[series] : null;
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
        @Nullable SeriesKey[] room = number < keys.length ? keys : Arrays.copyOf(keys, number * 2);
        room[number] = key;
        keys = room;
        size = number + 1;
        live = live + 1;
        return number;
    }

    void end(int number) {
        live = live - 1;
        ended.add(number);
        if (ended.size() > remembered) {
            keys[ended.remove()] = null;
        }
    }
}
