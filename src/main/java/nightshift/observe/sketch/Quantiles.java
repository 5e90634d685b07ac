package nightshift.observe.sketch;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.store.CollapsingLowestDenseStore;
import com.datadoghq.sketch.ddsketch.store.Store;

/// The durations of one window, of all that were merged into it. A quantile is within 4.6 % of the duration that had
/// that rank, rounded down: of few requests the slowest one alone never decides. About 0.7 kB, 1.3 kB at most.
public final class Quantiles {
    private final DDSketch merged = new DDSketch(Scale.MAPPING, () -> new CollapsingLowestDenseStore(Scale.BINS));
    private final Store store = merged.getPositiveValueStore();

    public void clear() {
        merged.clear();
    }

    /// Adds what a time series holds of a window.
    public void merge(StreamSketch stream, long window) {
        Bins bins = stream.read(window);
        if (bins != null) {
            bins.read((bin, times) -> store.add(bin, (double) times));
        }
    }

    /// In seconds; NaN when there was none.
    ///
    /// @param quantile in [0,1]
    public double at(double quantile) {
        return merged.isEmpty() ? Double.NaN : merged.getValueAtQuantile(quantile);
    }
}
