package nightshift.simulate.world.chance;

import java.util.Arrays;

/// Those who wait, first come first served, by the second in which they came.
///
/// Grows with the age of the oldest: 8 bytes a second.
public final class Line {
    private int[] seconds = new int[8];
    private int[] counts = new int[8];
    private int head;
    private int size;
    private int count;
    private long ages;

    public void join(int second, int newcomers) {
        if (newcomers <= 0) {
            return;
        }
        count += newcomers;
        int last = at(size - 1);
        if (size > 0 && seconds[last] == second) {
            counts[last] += newcomers;
            return;
        }
        if (size == seconds.length) {
            grow();
        }
        int next = at(size++);
        seconds[next] = second;
        counts[next] = newcomers;
    }

    /// Serves up to `most` of them. [#ages()] then tells how long they waited together.
    ///
    /// @return how many there were
    public int take(int most, int second) {
        int taken = 0;
        ages = 0;
        while (taken < most && size > 0) {
            int some = Math.min(counts[head], most - taken);
            ages += (long) some * (second - seconds[head]);
            remove(some);
            taken += some;
        }
        return taken;
    }

    /// Sends away who has waited for `age` seconds or longer.
    public int expire(int age, int second) {
        int gone = 0;
        while (size > 0 && second - seconds[head] >= age) {
            gone += counts[head];
            remove(counts[head]);
        }
        return gone;
    }

    /// Takes over all of another line, whoever came first in front.
    public void takeOver(Line other) {
        Line merged = new Line();
        while (size > 0 || other.size > 0) {
            Line first = other.size == 0 || (size > 0 && seconds[head] <= other.seconds[other.head]) ? this : other;
            merged.join(first.seconds[first.head], first.counts[first.head]);
            first.remove(first.counts[first.head]);
        }
        seconds = merged.seconds;
        counts = merged.counts;
        head = merged.head;
        size = merged.size;
        count = merged.count;
    }

    public int count() {
        return count;
    }

    /// How many of those who came in a second still wait.
    public int countOf(int second) {
        for (int place = 0; place < size; place++) {
            if (seconds[at(place)] == second) {
                return counts[at(place)];
            }
        }
        return 0;
    }

    /// Seconds that those just taken waited, all together.
    public long ages() {
        return ages;
    }

    /// How long the first one has waited; 0 when nobody waits.
    public int oldest(int second) {
        return size == 0 ? 0 : second - seconds[head];
    }

    private void remove(int some) {
        counts[head] -= some;
        count -= some;
        if (counts[head] == 0) {
            head = at(1);
            size--;
        }
    }

    private int at(int place) {
        return Math.floorMod(head + place, seconds.length);
    }

    private void grow() {
        int[] olderSeconds = seconds;
        int[] olderCounts = counts;
        int from = head;
        seconds = Arrays.copyOf(olderSeconds, 2 * size);
        counts = Arrays.copyOf(olderCounts, 2 * size);
        for (int place = 0; place < size; place++) {
            seconds[place] = olderSeconds[(from + place) % olderSeconds.length];
            counts[place] = olderCounts[(from + place) % olderCounts.length];
        }
        head = 0;
    }
}
