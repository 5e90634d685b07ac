package nightshift.understand.detect;

import java.util.Arrays;
import java.util.Locale;

/// Counts how sure a detector was, row by row, and how large residuals were.
final class Tally {
    private static final double[] LEVELS = {0.9, 0.99, 0.999, 0.9999, 0.99999};

    private final long[] above = new long[LEVELS.length];
    private double[] fast = new double[64];
    private double[] slow = new double[64];
    private int rows;

    void add(DetectorVerdict verdict) {
        if (rows == fast.length) {
            fast = Arrays.copyOf(fast, rows * 2);
            slow = Arrays.copyOf(slow, rows * 2);
        }
        fast[rows] = Math.abs(verdict.fast());
        slow[rows] = Math.abs(verdict.slow());
        rows++;
        for (int i = 0; i < LEVELS.length; i++) {
            above[i] += verdict.confidence() > LEVELS[i] ? 1 : 0;
        }
    }

    void addAll(Tally other) {
        for (int i = 0; i < other.rows; i++) {
            if (rows == fast.length) {
                fast = Arrays.copyOf(fast, rows * 2);
                slow = Arrays.copyOf(slow, rows * 2);
            }
            fast[rows] = other.fast[i];
            slow[rows++] = other.slow[i];
        }
        for (int i = 0; i < LEVELS.length; i++) {
            above[i] += other.above[i];
        }
    }

    int rows() {
        return rows;
    }

    /// Share of rows with a confidence above level 0 (0.9), 1 (0.99), ...
    double shareAbove(int level) {
        return (double) above[level] / Math.max(1, rows);
    }

    String shares() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%9d rows  above", rows));
        for (int i = 0; i < LEVELS.length; i++) {
            text.append(String.format(Locale.ROOT, "  %s: %.5f", LEVELS[i], shareAbove(i)));
        }
        return text.toString();
    }

    /// The table that [TailMaps] reads.
    String tails() {
        double[] f = Arrays.copyOf(fast, rows);
        double[] s = Arrays.copyOf(slow, rows);
        Arrays.sort(f);
        Arrays.sort(s);
        StringBuilder text = new StringBuilder("p,fast,slow\n");
        for (double p :
                new double[] {0.5, 0.25, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 5e-4, 2e-4, 1e-4, 5e-5, 2e-5}) {
            int at = rows - 1 - (int) (p * rows);
            text.append(String.format(Locale.ROOT, "%s,%.4f,%.4f%n", p, f[at], s[at]));
        }
        return text.toString();
    }
}
