package nightshift.simulate.world.truth;

import nightshift.simulate.world.chance.Durations;

/// What users met, second by second and entry by entry: the truth that everything else is judged by. An
/// entry is a place in `Layout.entries()`.
///
/// Costs 16 bytes for each entry and second, and 30 s of durations for each entry.
public final class Users {
    /// Seconds over which shares and quantiles are taken.
    public static final int WINDOW = 30;

    /// A user who has waited longer has left.
    public static final double PATIENCE_SECONDS = 10;

    private static final double QUANTILE = 0.95;

    private final int[][] requests;
    private final int[][] bad;
    private final float[][] badShare;
    private final float[][] p95;
    private final Durations[][] recent;
    private final Durations[] window;

    public Users(int entries, int seconds) {
        requests = new int[entries][seconds];
        bad = new int[entries][seconds];
        badShare = new float[entries][seconds];
        p95 = new float[entries][seconds];
        recent = new Durations[entries][WINDOW];
        window = new Durations[entries];
        for (int entry = 0; entry < entries; entry++) {
            window[entry] = new Durations();
            for (int second = 0; second < WINDOW; second++) {
                recent[entry][second] = new Durations();
            }
        }
    }

    /// Where durations of a second are added.
    public Durations durations(int entry, int second) {
        return recent[entry][second % WINDOW];
    }

    public void beginSecond(int second) {
        for (int entry = 0; entry < window.length; entry++) {
            Durations old = durations(entry, second);
            window[entry].subtract(old);
            old.clear();
        }
    }

    public void count(int entry, int second, int all, int badOnes) {
        requests[entry][second] += all;
        bad[entry][second] += badOnes;
    }

    public void endSecond(int second) {
        for (int entry = 0; entry < window.length; entry++) {
            window[entry].merge(durations(entry, second));
            long all = 0;
            long wrong = 0;
            for (int each = Math.max(0, second - WINDOW + 1); each <= second; each++) {
                all += requests[entry][each];
                wrong += bad[entry][each];
            }
            badShare[entry][second] = all == 0 ? 0 : (float) Math.min(1, (double) wrong / all);
            double quantile = window[entry].quantile(QUANTILE);
            p95[entry][second] = Double.isNaN(quantile) ? 0 : (float) quantile;
        }
    }

    public int entries() {
        return requests.length;
    }

    /// Requests that ended in a second.
    public int requests(int entry, int second) {
        return requests[entry][second];
    }

    /// Of them those that failed, were refused or lost, or took longer than a user waits; and messages
    /// behind the entry that failed or just became later than was promised.
    public int bad(int entry, int second) {
        return bad[entry][second];
    }

    /// Share of bad requests in the window that ends with a second.
    public double badShare(int entry, int second) {
        return badShare[entry][second];
    }

    /// 95th percentile in seconds of the requests that were answered in the window that ends with a second;
    /// 0 when none was.
    public double p95(int entry, int second) {
        return p95[entry][second];
    }
}
