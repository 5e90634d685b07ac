package nightshift.observe.sketch;

/// The durations of one window, of all time series that were merged into it. 16 bytes and its [Bins]: a sketch of
/// the library for each would take 1.2 kB, so one [Quantiles] is asked for all of them.
public final class Merged {
    private final Bins bins = new Bins();

    public void clear() {
        bins.clear();
    }

    /// Adds what a time series holds of a window.
    public void merge(StreamSketch stream, long window) {
        Bins more = stream.read(window);
        if (more != null) {
            bins.merge(more);
        }
    }

    Bins bins() {
        return bins;
    }
}
