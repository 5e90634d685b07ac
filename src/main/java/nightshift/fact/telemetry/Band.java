package nightshift.fact.telemetry;

/// Where a value was expected to be, in the signal's unit.
///
/// @param low lower end of what is usual
/// @param forecast the single best guess
/// @param high upper end of what is usual
public record Band(double low, double forecast, double high) {
    public Band {
        if (!(low <= forecast && forecast <= high)) {
            throw new IllegalArgumentException(
                    "expected low <= forecast <= high, got " + low + ", " + forecast + ", " + high);
        }
    }

    /// Whether a value is as expected, both ends included.
    public boolean contains(double value) {
        return value >= low && value <= high;
    }
}
