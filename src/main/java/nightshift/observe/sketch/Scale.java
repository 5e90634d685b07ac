package nightshift.observe.sketch;

import com.datadoghq.sketch.ddsketch.mapping.LogarithmicMapping;

/// Durations to the numbers of bins, each about 9 % wider than the one before: 128 of them span from 1
/// ms to 100 s, and the middle of one is within 4.6 % of whatever is in it.
final class Scale {
    /// Bins of a sketch at most.
    static final int BINS = 128;

    static final LogarithmicMapping MAPPING = new LogarithmicMapping(0.046);

    /// Seconds below which durations are not told apart: nobody waits for a microsecond.
    private static final double SHORTEST = 1e-6;
    /// Seconds above which they are not: eleven days.
    private static final double LONGEST = 1e6;

    private static final int LOWEST = MAPPING.index(SHORTEST);
    private static final double[] UPPER = new double[MAPPING.index(LONGEST) - LOWEST + 1];

    static {
        for (int bin = 0; bin < UPPER.length; bin++) {
            UPPER[bin] = MAPPING.upperBound(LOWEST + bin);
        }
    }

    private Scale() {}

    /// The bin of a duration in seconds; anything that is not positive counts as the shortest.
    static int bin(double seconds) {
        return MAPPING.index(seconds > SHORTEST ? Math.min(seconds, LONGEST) : SHORTEST);
    }

    /// Seconds up to which a bin reaches.
    static double upper(int bin) {
        return UPPER[bin - LOWEST];
    }
}
