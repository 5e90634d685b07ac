package nightshift.observe.sketch;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.store.CollapsingLowestDenseStore;
import com.datadoghq.sketch.ddsketch.store.Store;

/// Asks the library for quantiles of what was merged, one after the other. A quantile is within 4.6 % of the duration
/// that had that rank, rounded down: of few requests the slowest one alone never decides.
public final class Quantiles {
    private final DDSketch sketch = new DDSketch(Scale.MAPPING, () -> new CollapsingLowestDenseStore(Scale.BINS));
    private final Store store = sketch.getPositiveValueStore();

    /// What is asked about from now on.
    public void of(Merged durations) {
        sketch.clear();
        durations.bins().copyTo(store);
    }

    /// In seconds; NaN when there was none.
    ///
    /// @param quantile in [0,1]
    public double at(double quantile) {
        return sketch.isEmpty() ? Double.NaN : sketch.getValueAtQuantile(quantile);
    }
}
