package nightshift.understand.detect;

/// Whether a series is out of its band for more than a moment: two of the last three windows. Times are seconds
/// since the epoch.
final class DetectorExcursion {
    /// From here on an excursion counts as clear.
    private static final double CLEAR = 0.9999;
    /// Fewer windows are no level, however far apart they are.
    private static final int LEVEL_STEPS = 6;

    private boolean last;
    private boolean beforeLast;
    private boolean lasting;
    private long firstOutside;
    private long since;
    private long heldFrom;
    private double strongest;
    private double latest;

    /// Takes in a window.
    void observe(long end, boolean outside, double confidence) {
        if (outside && !last && !beforeLast) {
            firstOutside = end;
        }
        latest = outside ? confidence : latest;
        boolean now = (outside ? 1 : 0) + (last ? 1 : 0) + (beforeLast ? 1 : 0) >= 2;
        if (now && !lasting) {
            since = firstOutside;
            heldFrom = firstOutside;
            strongest = 0;
        }
        lasting = now;
        if (lasting) {
            strongest = Math.max(strongest, latest);
        }
        beforeLast = last;
        last = outside;
    }

    boolean lasting() {
        return lasting;
    }

    /// End of the first window outside.
    long since() {
        return since;
    }

    /// Confidence of the last window outside.
    double confidence() {
        return latest;
    }

    /// The objective is not kept, or an incident is open: the time until it would be taken for normal starts anew.
    void hurts(long end) {
        heldFrom = end;
    }

    /// Whether a window by itself is clear.
    static boolean clear(DetectorVerdict verdict) {
        return verdict.confidence() >= CLEAR;
    }

    /// Whether it never got clear, and has lasted so long that it must have been the normal course.
    boolean doubtful(SeriesStep step, DetectorConfig config) {
        return lasting && strongest < CLEAR && step.end() - heldFrom >= (long) config.doubt() * step.spacing();
    }

    /// Whether it is a level of its own by now.
    boolean level(SeriesStep step, DetectorConfig config) {
        long most = Math.max(config.newLevelAfter().toSeconds(), (long) LEVEL_STEPS * step.spacing());
        return lasting && step.end() - heldFrom >= most;
    }

    void forget() {
        last = false;
        beforeLast = false;
        lasting = false;
    }
}
