package nightshift.understand;

import java.time.Duration;
import java.time.Instant;

/// The pasts of many series, side by side, for one forecast.
public interface HistoryBatch {
    int rows();

    /// End of the window to be forecast.
    Instant target();

    /// The step of a row's series.
    Duration step(int row);

    /// Copies the last `into.length` values of a row, oldest first, NaN where there is none.
    void recent(int row, float[] into);

    /// Copies the values around the target's time of day `days` days before, NaN where there is none;
    /// the middle element is the same time of day.
    void sameTime(int row, int days, float[] into);
}
