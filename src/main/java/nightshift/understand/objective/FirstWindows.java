package nightshift.understand.objective;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.understand.detect.SeriesStep;

/// The latency of one service, or of the calls between two, against its objective, and against its first
/// windows while it is too young to be judged by its past. A first window that is bad already is no
/// yardstick: then only an objective tells.
final class FirstWindows {
    /// Twice what matters of a latency: from here on a value is away from usual.
    private static final double AWAY = 1.5;

    private final SeriesKey key;
    private final SeriesStep step;
    private final double[] first;
    private int rows;
    private double median = Double.NaN;
    private double requests;
    private int slow;
    private int tooSlow;
    private Instant slowSince = Instant.EPOCH;
    private Instant tooSlowSince = Instant.EPOCH;

    FirstWindows(SeriesKey key, int window, ObjectiveConfig.Gross limit) {
        this.key = key;
        step = new SeriesStep(window);
        first = new double[limit.first()];
    }

    void take(
            Instant end,
            double seconds,
            long count,
            Duration sender,
            Objective objective,
            ObjectiveConfig.Gross limit) {
        step.arrive(end.getEpochSecond(), Math.toIntExact(sender.toSeconds()));
        boolean isSlow = seconds >= limit.times() * median;
        boolean isTooSlow = objective
                .latency()
                .filter(most -> seconds > most.toNanos() / 1e9)
                .isPresent();
        slowSince = slow == 0 ? end : slowSince;
        tooSlowSince = tooSlow == 0 ? end : tooSlowSince;
        slow = isSlow ? slow + 1 : 0;
        tooSlow = isTooSlow ? tooSlow + 1 : 0;
        requests = isSlow || isTooSlow ? requests + count : 0;
        if (!isSlow && rows < first.length) {
            first[rows] = seconds;
            median = median(rows + 1);
        }
        rows += isSlow && rows < first.length ? 0 : 1;
    }

    private double median(int known) {
        if (known < (first.length + 2) / 3) {
            return Double.NaN;
        }
        double[] sorted = Arrays.copyOf(first, known);
        Arrays.sort(sorted);
        return sorted[known / 2];
    }

    /// @param calibrated from so many windows on the past is the better judge
    Optional<Violation> violation(ObjectiveConfig config, Objective objective, int calibrated) {
        int hold = config.hold().windows(step.step());
        if (requests < config.gross().requests()) {
            return Optional.empty();
        }
        if (tooSlow >= hold) {
            double most = objective.latency().orElseThrow().toNanos() / 1e9;
            double usual = Double.isNaN(median) ? most / AWAY : Math.min(median, most / AWAY);
            return Optional.of(
                    new Violation(key, Violation.Reason.TOO_SLOW, tooSlowSince, tooSlow, new Band(0, usual, most)));
        }
        return slow >= hold && rows < calibrated
                ? Optional.of(new Violation(
                        key, Violation.Reason.GROSS_SLOWNESS, slowSince, slow, new Band(0, median, AWAY * median)))
                : Optional.empty();
    }
}
