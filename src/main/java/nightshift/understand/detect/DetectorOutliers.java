package nightshift.understand.detect;

import nightshift.fact.telemetry.Band;
import nightshift.understand.detect.history.HistoryRing;
import org.jspecify.annotations.Nullable;

/// What a series has shown since it left its band: how far out its windows were, and where it was meanwhile. Unlike
/// [DetectorExcursion] it begins with the first window outside, and ends with the episode.
final class DetectorOutliers {
    private static final Band NOWHERE = new Band(0, 0, 0);

    private @Nullable DetectorVerdict nearest;
    private @Nullable DetectorVerdict farthest;
    private int windows;
    private Band before = NOWHERE;
    /// 290 bytes while there is something.
    private @Nullable HistoryRing values;

    /// Takes in a window that is outside.
    void add(DetectorVerdict verdict) {
        DetectorVerdict least = nearest;
        DetectorVerdict most = farthest;
        if (least == null || most == null) {
            before = verdict.band();
            windows = 0;
        }
        windows++;
        nearest = least == null || verdict.confidence() < least.confidence() ? verdict : least;
        farthest = most == null || verdict.confidence() > most.confidence() ? verdict : most;
    }

    /// Takes in where it is, which may be within the band between two windows outside.
    void stood(double value) {
        HistoryRing all = values == null ? new HistoryRing(HistoryRows.RECENT) : values;
        all.add(value);
        values = all;
    }

    /// The least unusual window; null while none was outside.
    @Nullable
    DetectorVerdict nearest() {
        return nearest;
    }

    /// The most unusual one; null while none was outside.
    @Nullable
    DetectorVerdict farthest() {
        return farthest;
    }

    /// How many were outside.
    int windows() {
        return windows;
    }

    /// The band that was left, the last time that one was.
    Band before() {
        return before;
    }

    /// Where it was; null while it is where it belongs.
    @Nullable
    HistoryRing values() {
        return values;
    }

    /// It is over.
    void forget() {
        nearest = null;
        farthest = null;
        values = null;
    }
}
