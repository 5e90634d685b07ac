package nightshift.understand.threshold;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nightshift.fact.Breach;
import nightshift.fact.Watch;
import nightshift.fact.telemetry.EntityId;
import org.jspecify.annotations.Nullable;

/// How long one signal of one entity has been beyond one threshold.
final class BreachRun {
    private final EntityId entity;
    private final Duration silentAfter;
    private Instant last = Instant.EPOCH;
    /// Between the last two windows; it counts as the signal's step once it was seen twice in a row.
    private Duration distance = Duration.ZERO;

    private Duration step = Duration.ZERO;
    private @Nullable Instant since;
    private double peak;

    BreachRun(EntityId entity, Duration silentAfter) {
        this.entity = entity;
        this.silentAfter = silentAfter;
    }

    /// Takes the value of a window that is newer than all before; others are ignored.
    void take(Instant end, double value, Watch watch) {
        if (!end.isAfter(last)) {
            return;
        }
        Duration passed = Duration.between(last, end);
        if (passed.equals(distance)) {
            step = distance;
        }
        distance = passed;
        boolean gap = silent(end);
        last = end;
        if (!watch.breachedBy(value)) {
            since = null;
        } else if (since == null || gap) {
            since = end;
            peak = value;
        } else {
            peak = Double.isNaN(watch.above()) ? Math.min(peak, value) : Math.max(peak, value);
        }
    }

    /// The breach as it is now, if there is one; a silent signal has none.
    Optional<Breach> current(Watch watch, Instant newest) {
        Instant start = since;
        if (start == null || silent(newest)) {
            return Optional.empty();
        }
        return Optional.of(
                new Breach(entity, watch.signal(), watch.above(), watch.below(), start, heldFor(watch, start), peak));
    }

    private boolean silent(Instant now) {
        Duration patience = step.multipliedBy(5).dividedBy(2);
        Duration allowed = patience.compareTo(silentAfter) > 0 ? patience : silentAfter;
        return last.plus(allowed).isBefore(now);
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
