package nightshift.understand.detect.history;

import java.time.Duration;
import java.time.Instant;

/// The pasts of many series, side by side, for one forecast.
public interface HistoryBatch {
    int rows();

    /// End of the window to be forecast.
    Instant target();

    /// The step of a row's series.
    Duration step(int row);

    /// Copies the last `into.length` values of a row, oldest first, NaN where there is none. What happened during
    /// an excursion is left out, as if that time had not been.
    void recent(int row, float[] into);

    /// Copies means of five minutes around the target's time of day `days` days before, NaN where there is none;
    /// the middle element is the same time of day, its neighbours are five minutes or one step away, whichever is
    /// longer.
    void sameTime(int row, int days, float[] into);
}
