package nightshift.understand.detect;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nightshift.understand.detect.history.HistoryBatch;

/// The pasts of the series that one window brought.
///
/// @param tracks one a row
/// @param target end of the window to be forecast
record HistoryRows(List<DetectorTrack> tracks, Instant target) implements HistoryBatch {
    /// How many recent values a series keeps for its forecast.
    static final int RECENT = 64;

    @Override
    public int rows() {
        return tracks.size();
    }

    @Override
    public Duration step(int row) {
        return Duration.ofSeconds(tracks.get(row).step().spacing());
    }

    @Override
    public void recent(int row, float[] into) {
        tracks.get(row).recent().copyLast(into);
    }

    @Override
    public void sameTime(int row, int days, float[] into) {
        DetectorTrack track = tracks.get(row);
        int step = track.step().spacing();
        track.days().copySameTime(target.getEpochSecond() - step, step, days, into);
    }
}
