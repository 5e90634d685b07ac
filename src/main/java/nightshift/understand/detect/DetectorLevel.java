package nightshift.understand.detect;

/// The slow level of a series: an average that forgets exponentially, its plain mean while it is young. A
/// creeping rise, which a forecast of the next window follows, stands out against it.
final class DetectorLevel {
    private double mean;
    private int rows;

    /// @param memory time constant in rows
    void add(double value, double memory) {
        rows++;
        mean += (value - mean) / Math.min(rows, memory);
    }

    void moveTo(double level) {
        mean = level;
    }

    double value() {
        return mean;
    }

    int rows() {
        return rows;
    }
}
