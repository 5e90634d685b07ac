package nightshift.understand.detect;

/// Whether a series has ever been where it is now: a channel of its own beside how far it is from the forecast.
///
/// A value outside of all that was normal is the rarer the farther out it is, told in the width of that range, and the
/// commoner the more episodes went out there and hurt nobody. 40 bytes.
final class DetectorNovelty {
    /// Fewer rows have not seen the range.
    private static final int FROM = 100;
    /// A value as far outside as this share of the range is half as probable.
    private static final double HALF = 0.1;
    /// Nothing makes a value rarer than this by itself: the range is that of a few hours.
    private static final double RAREST = 0.01;

    private double lowest = Double.POSITIVE_INFINITY;
    private double highest = Double.NEGATIVE_INFINITY;
    private int rows;
    private int episodes;

    /// Takes in a value of the normal course.
    void learn(double value) {
        rows++;
        lowest = Math.min(lowest, value);
        highest = Math.max(highest, value);
    }

    /// An episode went out of the range and hurt nobody; once for all of its windows.
    void record(double value) {
        episodes += value < lowest || value > highest ? 1 : 0;
    }

    /// By how much being there at all makes a value rarer, in (0,1].
    double factor(double value) {
        if (rows < FROM) {
            return 1;
        }
        double excess = Math.max(value - highest, lowest - value);
        double range = Math.max(highest - lowest, 1e-9 * Math.abs(highest));
        return excess <= 0 ? 1 : Math.clamp((1 + episodes) / (1 + excess / (range * HALF)), RAREST, 1);
    }

    /// The least value of the normal course.
    double lowest() {
        return lowest;
    }

    /// The greatest value of the normal course.
    double highest() {
        return highest;
    }
}
