package nightshift.fact.telemetry;

import java.util.List;

/// Which series a number stands for. Numbers are given once and never again within one process, so that a column of
/// them stays true while series come and go. Safe to read from any thread.
public interface SeriesDirectory {
    /// Of no series.
    SeriesDirectory EMPTY = over(List.of());

    /// The places in a list as numbers. The list may grow at its end; it is read as it is.
    static SeriesDirectory over(List<SeriesKey> keys) {
        return new SeriesDirectory() {
            @Override
            public int size() {
                return keys.size();
            }

            @Override
            public SeriesKey key(int series) {
                return keys.get(series);
            }
        };
    }

    /// How many numbers have been given; every number is below it.
    int size();

    /// The series of a number.
    ///
    /// @throws IndexOutOfBoundsException for a number that was never given
    SeriesKey key(int series);
}
