package nightshift.observe.sketch;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.store.CollapsingLowestDenseStore;
import com.datadoghq.sketch.ddsketch.store.Store;

/// Asks the library for quantiles of what was merged, one after the other. A quantile is within 4.6 % of the duration
/// that had that rank, rounded down: of few requests the slowest one alone never decides.
///
/// A stream, a long poll or an upgraded connection is told as a request that lasted for as long as it was open. Many
/// of them end together, when a gateway restarts or a client goes home, and began long before: that says nothing of
/// how long anybody waits now. So what lasted longer than anybody waits for an answer is left out where there are
/// answers, and nothing in between: among durations of all lengths the long ones are answers too.
public final class Quantiles {
    /// Proxies and clients have given up long before.
    private static final int STREAMS_ABOVE = Scale.bin(100);
    /// Whoever answers waits less.
    private static final int ANSWERS_UP_TO = Scale.bin(10);
    /// Fewer answers say nothing of how long they usually take.
    private static final int LEAST_ANSWERS = 20;
    /// Share of the answers that may have taken longer than those.
    private static final double BETWEEN = 0.05;

    private final DDSketch sketch = new DDSketch(Scale.MAPPING, () -> new CollapsingLowestDenseStore(Scale.BINS));
    private final Store store = sketch.getPositiveValueStore();

    /// What is asked about from now on.
    public void of(Merged durations) {
        sketch.clear();
        Bins bins = durations.bins();
        bins.copyTo(store, streamsBesideAnswers(bins) ? STREAMS_ABOVE : Integer.MAX_VALUE);
    }

    private static boolean streamsBesideAnswers(Bins bins) {
        if (bins.between(STREAMS_ABOVE, Integer.MAX_VALUE) == 0) {
            return false;
        }
        long answers = bins.between(Integer.MIN_VALUE, ANSWERS_UP_TO);
        return answers >= LEAST_ANSWERS && bins.between(ANSWERS_UP_TO, STREAMS_ABOVE) <= BETWEEN * answers;
    }

    /// In seconds; NaN when there was none.
    ///
    /// @param quantile in [0,1]
    public double at(double quantile) {
        return sketch.isEmpty() ? Double.NaN : sketch.getValueAtQuantile(quantile);
    }
}
