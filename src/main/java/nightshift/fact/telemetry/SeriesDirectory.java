package nightshift.fact.telemetry;

/// Which series a number stands for. Numbers are given once and never again within one process, so that a column of
/// them stays true while series come and go. Safe to read from any thread.
public interface SeriesDirectory {
    /// How many numbers have been given; every number is below it.
    int size();

    /// The series of a number.
    ///
    /// @throws IndexOutOfBoundsException for a number that was never given
    SeriesKey key(int series);
}
