package nightshift.understand.detect;

import java.time.Duration;
import java.util.Arrays;

/// How far apart the windows of something are that have data: its step. An empty window between two of them is not
/// missing data. Times are seconds since the epoch; 100 bytes.
///
/// Exports jitter, get lost, and fall on one side or the other of a window's edge. So the distance is the mean of the
/// last eight without the two smallest and the two largest; of fewer than four it is the smallest.
public final class SeriesStep {
    private static final int KEPT = 8;
    private static final int FEW = 4;
    private static final int LONGEST = 86_400;

    private final int[] distances = new int[KEPT];
    private int arrivals;
    private int spacing;
    private int longest;
    private int sender;
    private long end;

    /// @param window seconds of a window, until more is known
    public SeriesStep(int window) {
        spacing = window;
        longest = window;
    }

    /// A window with data ended; one that is not newer than the last changes nothing.
    public void arrive(long at) {
        arrive(at, 0);
    }

    /// @param step seconds between the points of the slowest sender behind the window, 0 if that is not known
    public void arrive(long at, int step) {
        if (at <= end) {
            return;
        }
        sender = step;
        if (end > 0) {
            distances[(arrivals - 1) % KEPT] = Math.toIntExact(Math.min(at - end, LONGEST));
            measure(Math.min(arrivals, KEPT));
        }
        arrivals++;
        end = at;
    }

    private void measure(int known) {
        int[] sorted = Arrays.copyOf(distances, known);
        Arrays.sort(sorted);
        if (known < FEW) {
            spacing = sorted[0];
            longest = sorted[0];
            return;
        }
        int away = known / 4;
        long sum = 0;
        for (int i = away; i < known - away; i++) {
            sum += sorted[i];
        }
        spacing = Math.toIntExact(Math.round(sum / (double) (known - 2 * away)));
        longest = sorted[known - 2];
    }

    /// Seconds from window to window.
    public int spacing() {
        return spacing;
    }

    /// The same, or the time between two points of the slowest sender where that is longer.
    public Duration step() {
        return Duration.ofSeconds(Math.max(spacing, sender));
    }

    /// The longest distance that is no exception: the second longest of the last eight.
    public Duration longest() {
        return Duration.ofSeconds(longest);
    }

    /// End of the last window with data; 0 before the first.
    public long end() {
        return end;
    }

    /// Start of the last window.
    long start() {
        return end - spacing;
    }
}
