package nightshift.understand.detect;

import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.SignalDomain;

/// What is normal for one series, and what a new value is worth against it.
///
/// Two channels look at a value: the fast one at its distance from the two forecasts of this window (the nearer
/// counts, so both must be wrong), the slow one at its distance from the [DetectorLevel]. The tail probability is
/// twice the smaller one's (Bonferroni). About 800 bytes.
final class DetectorBaseline {
    /// Tail probability of each channel at the edge of the band.
    private static final double EDGE = (1 - DetectorVerdict.OUTSIDE) / 2;
    /// Before, the slow level is not yet one.
    private static final int SLOW_FROM = 60;
    /// Weight of doubt in a scale that was learned from few rows.
    private static final double YOUTH = 10;

    private final DetectorChannel fast;
    private final DetectorChannel slow;
    private final DetectorLevel level = new DetectorLevel();
    private final DetectorWander wander = new DetectorWander();
    private final double[] run = new double[2];
    private final SignalDomain domain;
    private final DetectorNovelty novelty = new DetectorNovelty();

    /// How long a baseline has stood still.
    ///
    /// @param windows how many were not taken in; the more, the wider the band, up to what the series' wandering
    ///     explains
    /// @param drift how far the time of day took the series meanwhile, in the signal's unit
    record Hold(int windows, double drift) {}

    /// @param domain of the signal
    DetectorBaseline(TailMaps tails, SignalDomain domain) {
        this.domain = domain;
        fast = new DetectorChannel(tails.fast());
        slow = new DetectorChannel(tails.slow());
    }

    /// @param value of the window
    /// @param expected of the window
    /// @param hold since this baseline last took a window in
    DetectorVerdict judge(double value, DetectorExpectation expected, Hold hold) {
        double near = fast.scale(expected.floor()) * (1 + YOUTH / (fast.rows() + 1));
        double far = Math.max(Math.max(near, slowScale(expected)), wander.scale(hold.windows()));
        double reach = Math.min(near * Math.sqrt(1.0 + hold.windows()), far) / expected.trust();
        double nearest = Math.clamp(value, expected.low(), expected.high());
        double z = (value - nearest) / reach;
        double slowZ = slowReady() ? (value - level.value() - hold.drift()) * expected.trust() / far : 0;
        double p = Math.min(1, Math.min(fast.probability(z), slow.probability(slowZ)) / DetectorChannel.SHARE);
        Band band = band(value, expected, reach, far / expected.trust(), level.value() + hold.drift());
        double confidence = band.contains(value)
                ? Math.min(1 - p, DetectorVerdict.OUTSIDE - 1e-6)
                : Math.max(
                        DetectorVerdict.OUTSIDE,
                        1 - Math.max(TailMap.RAREST, Math.min(p, persisting(z)) * novelty.factor(value)));
        remember(band.contains(value) ? 0 : z);
        return new DetectorVerdict(band, confidence, z, slowZ, value - expected.forecast());
    }

    private double slowScale(DetectorExpectation expected) {
        // a level that has been known for less than its own memory has shown little of its wandering
        return slow.scale(expected.floor()) * Math.sqrt(1 + expected.memory() / (slow.rows() + 1));
    }

    private boolean slowReady() {
        return slow.rows() >= SLOW_FROM;
    }

    private Band band(double value, DetectorExpectation expected, double reach, double far, double slowly) {
        double edge = fast.reach(EDGE) * reach;
        double low = expected.low() - edge;
        double high = expected.high() + edge;
        if (slowReady()) {
            double slowEdge = slow.reach(EDGE) * far;
            double slowLow = slowly - slowEdge;
            double slowHigh = slowly + slowEdge;
            boolean apart = slowLow > high || slowHigh < low;
            boolean near = value >= low && value <= high;
            // the two may exclude each other; the one that the value is outside of tells the story
            low = apart ? (near ? slowLow : low) : Math.max(low, slowLow);
            high = apart ? (near ? slowHigh : high) : Math.min(high, slowHigh);
        }
        return bounded(low, expected.forecast(), high);
    }

    /// A signal keeps to its domain, and one that never was negative is not expected to become it. A sender whose
    /// normal course leaves the domain is believed as far as it went.
    private Band bounded(double low, double forecast, double high) {
        double bottom = novelty.lowest() >= 0 ? Math.max(0, domain.low()) : Math.min(domain.low(), novelty.lowest());
        double top = Math.max(domain.high(), novelty.highest());
        double least = Math.min(Math.max(low, bottom), top);
        double most = Math.max(least, Math.min(high, top));
        return new Band(least, Math.clamp(forecast, least, most), most);
    }

    /// Tail probability of this and the windows outside right before it taken together.
    private double persisting(double z) {
        double p = 1;
        double sum = z;
        for (int i = 0; i < run.length && run[i] * z > 0; i++) {
            sum += run[i];
            p = Math.min(p, fast.probability(sum / Math.sqrt(i + 2.0)) / DetectorChannel.SHARE);
        }
        return p;
    }

    private void remember(double z) {
        run[1] = run[0];
        run[0] = z;
    }

    /// Takes in a value of the normal course.
    void learn(double value, DetectorVerdict verdict, DetectorExpectation expected) {
        fast.learn(verdict.residual(), expected.floor());
        double distance = value - level.value();
        novelty.learn(value);
        wander.add(value, level.rows() == 0 ? value : level.value());
        level.add(value, expected.memory());
        if (level.rows() > 1) {
            slow.learn(distance, expected.floor());
        }
        record(verdict);
    }

    /// Takes in a value outside: its size is bounded by the band's edge, so that one outlier teaches little.
    void learnOutlier(DetectorVerdict verdict) {
        double edge = verdict.residual() > 0
                ? verdict.band().high() - verdict.band().forecast()
                : verdict.band().forecast() - verdict.band().low();
        fast.learn(Math.min(Math.abs(verdict.residual()), edge), 0);
    }

    /// Takes in a first value, which is only known by its distance from the one before.
    void learnStep(double value, double before, DetectorExpectation expected) {
        fast.learn(value - before, expected.floor());
        novelty.learn(value);
        novelty.learn(before);
        level.add(value, expected.memory());
    }

    /// Takes in how unusual an episode of the normal course looked at most; once for all of its windows.
    void record(DetectorVerdict verdict) {
        fast.record(verdict.fast());
        slow.record(verdict.slow());
    }

    /// The normal course goes on from here.
    void moveTo(double value) {
        level.moveTo(value);
        novelty.learn(value);
    }
}
