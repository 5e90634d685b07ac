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
    private final DDSketch sketch = new DDSketch(Scale.MAPPING, () -> new CollapsingLowestDenseStore(Scale.BINS));
    private final Store store = sketch.getPositiveValueStore();
    private final LatencyConfig config;
    private final int answersUpTo;
    private final int streamsAbove;

    public Quantiles(LatencyConfig config) {
        this.config = config;
        this.answersUpTo = Scale.bin(config.answered().toNanos() / 1e9);
        this.streamsAbove = Scale.bin(config.streamed().toNanos() / 1e9);
    }

    /// What is asked about from now on.
    public void of(Merged durations) {
        sketch.clear();
        Bins bins = durations.bins();
        bins.copyTo(store, streamsBesideAnswers(bins) ? streamsAbove : Integer.MAX_VALUE);
    }

    private boolean streamsBesideAnswers(Bins bins) {
        if (bins.between(streamsAbove, Integer.MAX_VALUE) == 0) {
            return false;
        }
        long answers = bins.between(Integer.MIN_VALUE, answersUpTo);
        return answers >= config.answers()
                && bins.between(answersUpTo, streamsAbove) <= config.between() * answers;
    }

    /// In seconds; NaN when there was none.
    ///
    /// @param quantile in [0,1]
    public double at(double quantile) {
        return sketch.isEmpty() ? Double.NaN : sketch.getValueAtQuantile(quantile);
    }
}
