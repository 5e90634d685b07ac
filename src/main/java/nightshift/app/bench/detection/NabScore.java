package nightshift.app.bench.detection;

import java.util.Arrays;
import java.util.List;
import nightshift.app.bench.detection.LabelledSeries.Rows;

/// The score of the Numenta Anomaly Benchmark, its standard profile (Lavin and Ahmad 2015): in each window the earliest
/// alarm earns the more the earlier it is, alarms outside cost the more the farther they are behind the last window.
/// 0 is a detector that never says anything, 100 a perfect one.
///
/// @param earned by alarms in windows, less what windows without one cost
/// @param lost by alarms outside
/// @param windows how many there are
/// @param scored how many of them have rows that count
record NabScore(double earned, double lost, int windows, int scored) {
    static final NabScore NONE = new NabScore(0, 0, 0, 0);

    private static final double FALSE_ALARM = 0.11;
    private static final double STEEPNESS = 5;
    /// Rows of the past that an alarm must exceed to count as one of its own.
    private static final int ONSET = 60;

    /// Of one file.
    ///
    /// @param onsets answers after [#onsets]
    static NabScore of(LabelledSeries file, double[] onsets, double threshold) {
        List<Rows> windows = file.windows();
        double[] best = new double[windows.size()];
        Arrays.fill(best, Double.NEGATIVE_INFINITY);
        double lost = 0;
        for (int row = file.start(); row < onsets.length; row++) {
            if (onsets[row] < threshold) {
                continue;
            }
            int at = window(windows, row);
            if (at >= 0 && row <= windows.get(at).last()) {
                best[at] = Math.max(best[at], within(windows.get(at), row));
            } else {
                lost += FALSE_ALARM * (at < 0 ? -1 : behind(windows.get(at), row));
            }
        }
        int scored = (int)
                windows.stream().filter(window -> window.last() >= file.start()).count();
        double earned = 0;
        for (int i = 0; i < best.length; i++) {
            earned += windows.get(i).last() < file.start() ? 0 : Math.max(-1, best[i]);
        }
        return new NabScore(earned, lost, windows.size(), scored);
    }

    /// The last window that had begun by this row; -1 before the first.
    private static int window(List<Rows> windows, int row) {
        int at = -1;
        while (at + 1 < windows.size() && windows.get(at + 1).first() <= row) {
            at++;
        }
        return at;
    }

    private static double within(Rows window, int row) {
        return sigmoid(-(window.last() - row + 1) / (double) window.count()) / sigmoid(-1);
    }

    private static double behind(Rows window, int row) {
        return sigmoid((row - window.last()) / Math.max(1e-9, window.last() - window.first()));
    }

    private static double sigmoid(double position) {
        return position > 3 ? -1 : 2 / (1 + Math.exp(STEEPNESS * position)) - 1;
    }

    /// Keeps an answer only where it exceeds all of the last sixty: one alarm an episode.
    static double[] onsets(double[] nines) {
        double[] kept = new double[nines.length];
        for (int row = 0; row < nines.length; row++) {
            double before = 0;
            for (int past = Math.max(0, row - ONSET); past < row; past++) {
                before = Math.max(before, nines[past]);
            }
            kept[row] = nines[row] > before ? nines[row] : 0;
        }
        return kept;
    }

    NabScore plus(NabScore other) {
        return new NabScore(earned + other.earned, lost + other.lost, windows + other.windows, scored + other.scored);
    }

    double value() {
        double silent = -scored;
        return windows == 0 ? Double.NaN : 100 * (earned + lost - silent) / (windows - silent);
    }
}
