package nightshift.understand.detect;

/// How far apart the windows of one series are. A series may send every ten seconds or every sixty; an empty window
/// between two of its points is not missing data. Times are seconds since the epoch.
final class HistoryStep {
    private static final int LONGEST = 86_400;

    private int seconds;
    private int candidate;
    private long end;

    /// @param seconds length of a window, until more is known
    HistoryStep(int seconds) {
        this.seconds = seconds;
    }

    /// A window with a value ended. A distance counts once it was seen twice in a row.
    void arrive(long at) {
        int distance = end == 0 ? seconds : Math.toIntExact(Math.min(at - end, LONGEST));
        if (distance > 0 && distance == candidate) {
            seconds = distance;
        }
        candidate = distance;
        end = at;
    }

    int seconds() {
        return seconds;
    }

    /// End of the last window.
    long end() {
        return end;
    }

    /// Start of the last window.
    long start() {
        return end - seconds;
    }
}
