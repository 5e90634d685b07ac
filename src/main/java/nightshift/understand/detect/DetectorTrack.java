package nightshift.understand.detect;

import java.time.Instant;
import java.util.List;
import nightshift.fact.Anomaly;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.Episode;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.SignalRole;
import nightshift.understand.detect.history.HistoryDays;
import nightshift.understand.detect.history.HistoryLatest;
import nightshift.understand.detect.history.HistoryRing;
import org.jspecify.annotations.Nullable;

/// One series under watch: its past, its baseline and where it stands now. With its last 64 windows about 2
/// KB, and 400 bytes for each day it has been seen, eight at most. Times are seconds since the epoch.
final class DetectorTrack {
    /// Fewer rows are not judged.
    static final int WARM_UP = 12;

    private static final int STALE_STEPS = 3;

    private SeriesKey key;
    private final DetectorConfig config;
    private final HistoryRing recent = new HistoryRing(HistoryRows.RECENT);
    private final HistoryDays days = new HistoryDays();
    private final HistoryLatest latest;
    private final DetectorBaseline baseline;
    private final DetectorExcursion excursion = new DetectorExcursion();
    private final DetectorOutliers outliers = new DetectorOutliers();
    private final DetectorEpisodes episodes = new DetectorEpisodes();
    private final SeriesStep step;

    /// End of the last window that was taken in, and not only arrived.
    private long taken;

    private int rows;
    private int held;
    /// Start of the last window that the past took in.
    private long heldFrom;

    private double value;
    private Reading.@Nullable Spread spread;
    /// Of what is behind a percentile, the mean as a share of it: it goes with the forecast through the
    /// day. Null until a value has been one.
    private @Nullable DetectorLevel meanShare;

    private double usualCount;
    /// Of a share of failures, until it is calibrated; 56 bytes.
    private @Nullable DetectorCounts counts;

    /// When the last shift began that was taken for a new level.
    private @Nullable Instant levelSince;

    private Band band = new Band(0, 0, 0);
    private double confidence;
    private @Nullable Reading reading;

    DetectorTrack(SeriesKey key, DetectorConfig config, TailMaps tails, int step) {
        this.key = key;
        this.config = config;
        this.step = new SeriesStep(step);
        latest = new HistoryLatest(config.latest());
        baseline = new DetectorBaseline(tails, key.signal().domain());
        counts = key.signal().role().failures() ? new DetectorCounts() : null;
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

    /// How what is behind the value that is about to arrive is distributed; null where the value is no percentile.
    void spread(Reading.@Nullable Spread behind) {
        spread = behind;
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
        usualCount += (count - usualCount) / Math.min(rows, Anomaly.CALIBRATED);
    }

    /// Takes in one of the first values, unjudged.
    ///
    /// @param count observations behind it
    void warmUp(double first, long count) {
        DetectorExpectation expected = DetectorExpectation.of(this, config, first, 1, value, value);
        if (recent.size() > 0) {
            baseline.learnStep(first, value, expected);
        } else {
            baseline.moveTo(first);
        }
        learnMean(first, expected);
        value = first;
        recent.add(first);
        if (counts != null) {
            counts.quiet(first, count);
        }
        band = recent.size() > 1 ? widened(first) : new Band(first, first, first);
        days.add(step.start(), first);
        latest.add(step.end(), first);
        heldFrom = step.start();
        taken = step.end();
    }

    /// What was known of it at the end of an earlier process, the oldest first; before any window is taken in.
    void recall(List<Episode> known) {
        episodes.recall(known);
    }

    /// An episode that has ended and hurt nobody, once.
    @Nullable
    Episode ended() {
        return episodes.told(key);
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
        outliers.forget();
        held = 0;
    }

    /// All that was seen, around the middle one: of so few values the last ones may be trouble, and a
    /// mean would be too.
    private Band widened(double to) {
        double low = Math.min(band.low(), to);
        double high = Math.max(band.high(), to);
        return new Band(low, Math.clamp(recent.median(), low, high), high);
    }

    /// Judges the value and takes it in, unless it belongs to an excursion or an incident is open.
    ///
    /// @param open whether an incident is open on the entity
    /// @param kept whether its objective is kept
    DetectorVerdict judge(double next, long count, double model, double second, boolean open, boolean kept) {
        // the past stands still while it is held, the time of day does not
        double drift = held == 0 ? 0 : days.moved(heldFrom, step.start(), step.spacing());
        DetectorExpectation expected = DetectorExpectation.of(this, config, next, count, model + drift, second + drift);
        DetectorVerdict plain = baseline.judge(next, expected, new DetectorBaseline.Hold(held, drift));
        boolean harmless = kept && !open;
        DetectorEpisodes.Course course = episodes.observe(step.end(), next, plain.outside(), harmless);
        DetectorVerdict verdict = habitual(plain, next);
        excursion.observe(step.end(), verdict.outside(), verdict.confidence());
        if (verdict.outside()) {
            outliers.add(verdict);
        }
        value = next;
        band = verdict.band();
        confidence = verdict.confidence();
        weigh(count, verdict);
        latest.add(step.end(), next);
        if (!harmless && rows >= Anomaly.CALIBRATED) {
            excursion.hurts(step.end());
        }
        if (harmless) {
            days.add(step.start(), value);
        }
        learn(plain, verdict, expected, open && rows >= Anomaly.CALIBRATED);
        remember(course);
        taken = step.end();
        return verdict;
    }

    private void weigh(long observations, DetectorVerdict verdict) {
        if (rows >= Anomaly.CALIBRATED) {
            counts = null;
        } else if (counts != null && (excursion.lasting() || verdict.outside())) {
            counts.away(value, observations);
        } else if (counts != null) {
            counts.quiet(value, observations);
        }
    }

    /// What came back at the same time of several days, or of several weeks, is expected.
    private DetectorVerdict habitual(DetectorVerdict plain, double next) {
        if (!plain.outside()) {
            return plain;
        }
        Band habit = episodes.habit(step.end(), step.spacing());
        boolean above = next > plain.band().high();
        double daily = days.reached(step.start(), step.spacing(), DetectorEpisodes.HABIT, above);
        double slack = (plain.band().high() - plain.band().low()) / 2;
        boolean weekly = habit != null && next >= habit.low() - slack && next <= habit.high() + slack;
        boolean expected = weekly || (above ? next <= daily + slack : next >= daily - slack);
        return expected ? plain.within(next) : plain;
    }

    private void learn(DetectorVerdict plain, DetectorVerdict verdict, DetectorExpectation expected, boolean open) {
        if (excursion.lasting() || verdict.outside()) {
            outliers.stood(value);
        }
        if (open) {
            held++;
        } else if (excursion.level(step, config)) {
            levelSince = Instant.ofEpochSecond(excursion.since());
            moveOn();
        } else if (excursion.doubtful(step, config)) {
            absorb();
            moveOn();
        } else if (excursion.lasting() || verdict.outside()) {
            held++;
        } else {
            baseline.learn(value, verdict, expected);
            learnMean(value, expected);
            recent.add(value);
            held = 0;
            heldFrom = step.start();
        }
    }

    private void learnMean(double percentile, DetectorExpectation expected) {
        Reading.Spread behind = spread;
        if (behind != null && percentile > 0) {
            DetectorLevel share = meanShare == null ? new DetectorLevel() : meanShare;
            share.add(behind.steadyMean(percentile) / percentile, expected.memory());
            meanShare = share;
        }
    }

    private double usualMean() {
        return spread == null || meanShare == null ? Double.NaN : meanShare.value() * band.forecast();
    }

    /// When an episode is over. One that hurt nobody and was never clear, or the third of them, tells how this series
    /// behaves; a clear one before that may be the first of several faults.
    private void remember(DetectorEpisodes.Course course) {
        if (course == DetectorEpisodes.Course.GOING_ON) {
            return;
        }
        DetectorVerdict farthest = outliers.farthest();
        if (course == DetectorEpisodes.Course.ENDED_WELL
                && farthest != null
                && (!DetectorExcursion.clear(farthest) || episodes.count() >= DetectorEpisodes.HABIT)) {
            baseline.record(farthest);
            baseline.learnOutlier(farthest);
        }
        outliers.forget();
    }

    /// An excursion that never was clear, and hurt nobody for so long, turned out to be the normal course: as many
    /// of its windows count as what quiet ones look like, by the least unusual of them.
    private void absorb() {
        DetectorVerdict least = outliers.nearest();
        for (int window = 0; least != null && window < Math.min(outliers.windows(), config.doubt()); window++) {
            baseline.record(least);
        }
    }

    /// What has been seen since the excursion began is the normal course: the past goes on, moved to the new level.
    private void moveOn() {
        HistoryRing seen = outliers.values();
        if (seen != null) {
            recent.moveTo(seen.mean());
            recent.addAll(seen);
            baseline.moveTo(seen.mean());
        }
        excursion.forget();
        outliers.forget();
        held = 0;
        heldFrom = step.start();
    }

    /// A person says that what is seen now is normal.
    void relearn() {
        if (excursion.lasting()) {
            levelSince = Instant.ofEpochSecond(excursion.since());
            moveOn();
            reading = null;
        }
    }

    private double capped(double sure) {
        return rows < Anomaly.CALIBRATED ? Math.min(Anomaly.UNCALIBRATED_AT_MOST, sure) : sure;
    }

    /// Of an excursion: counted requests can prove more than a young past.
    private double proven(double sure) {
        double counted = counts == null ? 0 : counts.confidence();
        return Math.max(capped(sure), Math.min(sure, counted));
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
                value >= outliers.before().forecast() ? Direction.UP : Direction.DOWN,
                proven(excursion.confidence()),
                Instant.ofEpochSecond(excursion.since()),
                value,
                outliers.before(),
                rows);
    }

    /// Where it stands; the same until its next window.
    ///
    /// @param newest the end of the newest window, which most series share
    Reading reading(Instant newest) {
        Reading last = reading;
        if (last == null) {
            Instant end = newest.getEpochSecond() == step.end() ? newest : Instant.ofEpochSecond(step.end());
            last = new Reading(
                    key, end, value, band, capped(confidence), rows, step.step(), levelSince, spread, usualMean());
            reading = last;
        }
        return last;
    }
}
