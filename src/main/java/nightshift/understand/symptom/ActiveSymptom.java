package nightshift.understand.symptom;

import java.time.Instant;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.SignalRole;

/// A symptom as it stands in this turn.
///
/// @param key which one
/// @param since end of the first window of the excursion
/// @param confidence that it is abnormal, in [0,1]
/// @param level where the signal is now, against the band from before the excursion
/// @param held how many windows without a break it has been beyond the band's edge
/// @param grew how many windows without a break it went farther from the band than in the window before
/// @param ground what it is held against
public record ActiveSymptom(
        Key key, Instant since, double confidence, Measurement level, int held, int grew, Ground ground) {
    /// In so many windows something that takes a moment can fall.
    private static final int MOMENT = 2;

    /// What a symptom is held against.
    public enum Ground {
        /// Its own past.
        PAST,
        /// Its own past, too short for more than unease: it speaks for a cause, and belongs to no
        /// incident, since what was learned so lately may be the trouble itself.
        YOUNG_PAST,
        /// The same, and counted requests prove that more of them fail than before. How rarely they do so for a moment
        /// is not known of a young past: see [#sure].
        COUNTS,
        /// What users were promised, or what nobody needs a past to see. It matters however small it is.
        OBJECTIVE,
        /// Unready is a state, not a distribution: it needs no past.
        STATE
    }

    /// What tells one symptom from another, over turns and restarts.
    public record Key(EntityId entity, String signal, Direction direction) {
        public EntityId service() {
            return entity.service();
        }
    }

    public EntityId entity() {
        return key.entity();
    }

    public String signal() {
        return key.signal();
    }

    public SignalRole role() {
        return level.signal().role();
    }

    public EntityId service() {
        return key.service();
    }

    /// Half-widths of the band away from the forecast.
    public double excess() {
        return level.excess(key.direction());
    }

    /// Whether it is more than the unease of a series too young to be judged by its past, or a moment of one: whose
    /// failures are over at once shows them in two windows at most, however long these are.
    public boolean sure() {
        return ground != Ground.YOUNG_PAST && (ground != Ground.COUNTS || held > MOMENT);
    }

    /// Whether an objective is broken, or as good as that.
    public boolean breaksObjective() {
        return ground == Ground.OBJECTIVE;
    }

    boolean fartherThan(ActiveSymptom before) {
        double moved = level.value() - before.level.value();
        return key.direction() == Direction.UP ? moved > 0 : moved < 0;
    }

    /// The same symptom one window later.
    ActiveSymptom holding(int windows, int growing) {
        return new ActiveSymptom(key, since, confidence, level, windows, growing, ground);
    }

    /// The same trouble by two standards: it breaks an objective, and its past says how far it is from usual, and how
    /// surely.
    ActiveSymptom and(ActiveSymptom broken) {
        return new ActiveSymptom(
                key,
                since.isBefore(broken.since) ? since : broken.since,
                Math.max(confidence, broken.confidence),
                level,
                Math.max(held, broken.held),
                grew,
                Ground.OBJECTIVE);
    }
}
