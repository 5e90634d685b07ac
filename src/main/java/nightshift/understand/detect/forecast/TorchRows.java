package nightshift.understand.detect.forecast;

import nightshift.understand.detect.history.HistoryBatch;

/// Rows as the network takes them (`models/training/network.py`): the last 64 values, oldest first; the means
/// before, at and after the same time of day 1, 2, 3 and 7 days ago; the step in seconds. NaN where nothing is
/// known; normalisation is the network's own business.
final class TorchRows {
    private static final int RECENT = 64;
    private static final int AROUND = 3;
    private static final int[] DAYS = {1, 2, 3, 7};
    /// Floats a row.
    static final int INPUTS = RECENT + DAYS.length * AROUND + 1;

    private final float[] recent = new float[RECENT];
    private final float[] around = new float[AROUND];

    /// Writes row `row` of the batch at place `place` of `into`.
    void write(HistoryBatch batch, int row, float[] into, int place) {
        int at = place * INPUTS;
        batch.recent(row, recent);
        System.arraycopy(recent, 0, into, at, RECENT);
        at += RECENT;
        for (int days : DAYS) {
            batch.sameTime(row, days, around);
            System.arraycopy(around, 0, into, at, AROUND);
            at += AROUND;
        }
        into[at] = batch.step(row).toSeconds();
    }
}
