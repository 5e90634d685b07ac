package nightshift.understand.threshold;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import nightshift.fact.Breach;
import nightshift.fact.Watch;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Signal;
import nightshift.understand.detect.SeriesStep;

/// How long one signal of one entity has been beyond one threshold, most of the time.
///
/// Each window beyond it adds what the share leaves over, each other takes the share away. From a start
/// whose sum was no higher than now, at least that share of the windows was beyond. The breach begins
/// with the earliest such start.
final class BreachRun {
    /// Starts that can still become the earliest; the sum must fall for a new one, so that more are never needed.
    private static final int MOST_STARTS = 32;

    private static final double ROUNDING = 1e-9;

    private final EntityId entity;
    private final Signal signal;
    private final BreachConfig config;
    private final SeriesStep step = new SeriesStep(1);
    private final Deque<Start> starts = new ArrayDeque<>();
    private Instant last = Instant.EPOCH;
    private double sum;
    private int rightInARow;
    private double peak;

    private record Start(Instant end, double before) {}

    BreachRun(EntityId entity, Signal signal, BreachConfig config) {
        this.entity = entity;
        this.signal = signal;
        this.config = config;
    }

    /// Takes the value of a window that is newer than all before; others are ignored.
    ///
    /// @param sender how far apart the points of the slowest sender are, zero if that is not known
    void take(Instant end, double value, Duration sender, Watch watch) {
        if (!end.isAfter(last)) {
            return;
        }
        if (silent(end)) {
            forget();
        }
        step.arrive(end.getEpochSecond(), Math.toIntExact(sender.toSeconds()));
        last = end;
        if (watch.breachedBy(value)) {
            beyond(end, value, watch);
        } else if (++rightInARow >= config.over()) {
            forget();
        } else {
            sum -= config.share();
        }
    }

    private void beyond(Instant end, double value, Watch watch) {
        rightInARow = 0;
        if (starts.isEmpty()) {
            peak = value;
        }
        if (starts.isEmpty() || sum < starts.getLast().before() - ROUNDING) {
            starts.addLast(new Start(end, sum));
        }
        if (starts.size() > MOST_STARTS) {
            starts.removeFirst();
        }
        peak = Double.isNaN(watch.above()) ? Math.min(peak, value) : Math.max(peak, value);
        sum += 1 - config.share();
    }

    private void forget() {
        starts.clear();
        sum = 0;
        rightInARow = 0;
    }

    /// The breach as it is now, if there is one; a silent signal has none.
    Optional<Breach> current(Watch watch, Instant newest) {
        if (silent(newest)) {
            return Optional.empty();
        }
        return starts.stream()
                .filter(start -> start.before() <= sum + ROUNDING)
                .findFirst()
                .map(start -> new Breach(
                        entity,
                        signal.name(),
                        signal.meaning(),
                        watch.above(),
                        watch.below(),
                        start.end(),
                        heldFor(watch, start.end()),
                        peak));
    }

    private boolean silent(Instant now) {
        return last.plus(config.silent().lasting(step.step())).isBefore(now);
    }

    private Duration heldFor(Watch watch, Instant start) {
        Duration held = Duration.between(start, last);
        Duration rounded = Duration.ZERO;
        for (Duration asked : watch.durations()) {
            if (asked.compareTo(held) <= 0) {
                rounded = asked;
            }
        }
        return rounded;
    }
}
