package nightshift.understand.detect;

import java.time.Instant;
import nightshift.fact.Anomaly;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.SignalRole;
import org.jspecify.annotations.Nullable;

/// One series under watch: its past, its baseline and where it stands now. With its last 64 windows about 2
/// KB, and 400 bytes for each day it has been seen, eight at most. Times are seconds since the epoch.
final class DetectorTrack {
    /// Fewer rows are not judged.
    static final int WARM_UP = 12;
    /// With fewer rows confidence is capped: good enough to show and suggest, not to act by itself.
    static final int YOUNG = 100;
    /// The cap.
    static final double YOUNG_CAP = 0.9;

    private static final int ABSORBED = 12;
    private static final int STALE_STEPS = 3;

    private SeriesKey key;
    private final DetectorConfig config;
    private final HistoryRing recent = new HistoryRing(HistoryRows.RECENT);
    private final HistoryDays days = new HistoryDays();
    private final HistoryLatest latest;
    private final DetectorBaseline baseline;
    private final DetectorExcursion excursion = new DetectorExcursion();
    private final SeriesStep step;

    /// End of the last window that was taken in, and not only arrived.
    private long taken;

    private int rows;
    private int held;
    private double value;
    private double usualCount;
    private int outside;
    private boolean frozenByIncident;
    private @Nullable DetectorVerdict farthest;
    private Band band = new Band(0, 0, 0);
    private Band bandBefore = band;
    private double confidence;
    private @Nullable Reading reading;

    DetectorTrack(SeriesKey key, DetectorConfig config, TailMaps tails, int step) {
        this.key = key;
        this.config = config;
        this.step = new SeriesStep(step);
        latest = new HistoryLatest(config.latest());
        baseline = new DetectorBaseline(tails, key.signal().domain());
    }

    SeriesKey key() {
        return key;
    }

    HistoryRing recent() {
        return recent;
    }

    HistoryDays days() {
        return days;
    }

    HistoryLatest latest() {
        return latest;
    }

    SeriesStep step() {
        return step;
    }

    /// Observations usually behind a value.
    double usualCount() {
        return usualCount;
    }

    /// Whether the window that ended at `at` has not been taken in.
    boolean awaits(long at) {
        return taken < at;
    }

    /// Whether it is about the system that is watched, not about the pipeline that watches it.
    boolean ofTheSystem() {
        return key.signal().role() != SignalRole.SELF;
    }

    /// Whether a value has arrived that is to be taken in unjudged.
    boolean warmingUp() {
        return awaits(step.end()) && recent.size() < WARM_UP;
    }

    /// Whether a value has arrived that can be judged.
    boolean ready() {
        return awaits(step.end()) && recent.size() >= WARM_UP;
    }

    /// A window that ended at `at` has a value for this series. It may be told again until it is taken in.
    ///
    /// @param sender seconds between the points of its slowest sender
    void arrive(long at, long count, int sender) {
        if (at == step.end()) {
            return;
        }
        reading = null;
        step.arrive(at, sender);
        rows++;
        usualCount += (count - usualCount) / Math.min(rows, YOUNG);
    }

    /// Takes in one of the first values, unjudged.
    void warmUp(double first) {
        if (recent.size() > 0) {
            baseline.learnStep(first, value, DetectorExpectation.of(this, config, first, 1, value, value));
        } else {
            baseline.moveTo(first);
        }
        band = recent.size() > 0 ? widened(first) : new Band(first, first, first);
        value = first;
        recent.add(first);
        days.add(step.start(), first);
        latest.add(step.end(), first);
        taken = step.end();
    }

    /// What one window of an earlier day says about the time of day; it was judged when it closed.
    ///
    /// @param confidence that it was abnormal, by which it is left out
    void recallTimeOfDay(long start, double then, double confidence) {
        if (confidence < DetectorVerdict.OUTSIDE) {
            days.add(start, then);
        }
    }

    /// The series is back under another number, in a window that ends at `at`, and nobody looked meanwhile. After a
    /// while where it stands is learned anew; how far it usually strays is still known.
    void resume(SeriesKey under, long at) {
        key = under;
        reading = null;
        long missed = at - step.end();
        if (missed <= config.slow().toSeconds()) {
            held += Math.toIntExact(Math.max(0, missed / step.spacing() - 1));
            return;
        }
        recent.clear();
        excursion.forget();
        farthest = null;
        outside = 0;
        held = 0;
        frozenByIncident = false;
    }

    private Band widened(double to) {
        double low = Math.min(band.low(), to);
        double high = Math.max(band.high(), to);
        return new Band(low, (low + high) / 2, high);
    }

    /// Judges the value and takes it in, unless it belongs to an excursion or `frozen` says that an incident is
    /// open.
    DetectorVerdict judge(double next, long count, double model, double second, boolean frozen) {
        DetectorExpectation expected = DetectorExpectation.of(this, config, next, count, model, second);
        DetectorVerdict verdict = baseline.judge(next, expected, held);
        excursion.observe(step.end(), verdict.outside(), verdict.confidence());
        if (verdict.outside()) {
            bandBefore = outside == 0 ? verdict.band() : bandBefore;
            outside++;
            farthest = farthest == null || verdict.confidence() > farthest.confidence() ? verdict : farthest;
        }
        value = next;
        band = verdict.band();
        confidence = verdict.confidence();
        latest.add(step.end(), next);
        if (frozen && rows >= YOUNG) {
            held++;
            frozenByIncident = true;
            excursion.freeze(step.end());
        } else {
            learn(verdict, expected);
        }
        taken = step.end();
        return verdict;
    }

    private void learn(DetectorVerdict verdict, DetectorExpectation expected) {
        if (excursion.overdue(step, config)) {
            rebaseline();
        } else if (excursion.lasting() || verdict.outside()) {
            held++;
        } else {
            absorbAsNormal();
            baseline.learn(value, verdict, expected);
            recent.add(value);
            days.add(step.start(), value);
            held = 0;
        }
    }

    /// What was outside is over and no incident came of it: this series does that.
    private void absorbAsNormal() {
        if (farthest != null && !frozenByIncident) {
            baseline.record(farthest, Math.min(ABSORBED, outside));
            baseline.learnOutlier(farthest);
        }
        farthest = null;
        outside = 0;
        frozenByIncident = false;
    }

    /// The excursion has become the normal course: the past is what was seen since it began.
    private void rebaseline() {
        double[] seen = latest.lastValues(Math.clamp(outside, WARM_UP, HistoryRows.RECENT));
        recent.clear();
        double sum = 0;
        for (double past : seen) {
            recent.add(past);
            sum += past;
        }
        baseline.moveTo(sum / seen.length);
        absorbAsNormal();
        excursion.forget();
        held = 0;
    }

    private double capped(double sure) {
        return rows < YOUNG ? Math.min(YOUNG_CAP, sure) : sure;
    }

    /// Whether an excursion is going on as of `now`; a series that fell silent shows none.
    boolean anomalous(long now) {
        return excursion.lasting()
                && now - step.end() <= STALE_STEPS * step.step().toSeconds();
    }

    Anomaly anomaly() {
        return new Anomaly(
                key.entity(),
                key.signal().name(),
                key.signal().meaning(),
                key.attributes(),
                value >= bandBefore.forecast() ? Direction.UP : Direction.DOWN,
                capped(excursion.confidence()),
                Instant.ofEpochSecond(excursion.since()),
                value,
                bandBefore,
                rows);
    }

    /// Where it stands; the same until its next window.
    ///
    /// @param newest the end of the newest window, which most series share
    Reading reading(Instant newest) {
        Reading last = reading;
        if (last == null) {
            Instant end = newest.getEpochSecond() == step.end() ? newest : Instant.ofEpochSecond(step.end());
            last = new Reading(key, end, value, band, capped(confidence), rows, step.step());
            reading = last;
        }
        return last;
    }
}
