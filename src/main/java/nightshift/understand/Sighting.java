package nightshift.understand;

import java.time.Instant;
import nightshift.fact.Direction;
import nightshift.fact.EntityId;
import nightshift.fact.SignalRole;

/// A symptom as it stands in this turn.
///
/// @param key which one
/// @param since end of the first window of the excursion
/// @param confidence that it is abnormal, in [0,1]
/// @param level where the signal is now, against the band from before the excursion
/// @param held how many windows without a break it has been beyond the band's edge
record Sighting(Key key, Instant since, double confidence, Level level, int held) {
    /// From here on the detector has seen enough of the series to be believed.
    private static final double SURE = 0.99;

    /// What tells one symptom from another, over turns and restarts.
    record Key(EntityId entity, String signal, Direction direction) {
        EntityId service() {
            return entity.service();
        }
    }

    EntityId entity() {
        return key.entity();
    }

    String signal() {
        return key.signal();
    }

    SignalRole role() {
        return level.signal().role();
    }

    EntityId service() {
        return key.service();
    }

    /// Half-widths of the band away from the forecast.
    double excess() {
        return level.excess(key.direction());
    }

    /// Whether it is more than the unease of a series too young to be judged. Unready is a state, not a
    /// distribution: it needs no past.
    boolean sure() {
        return confidence >= SURE || role() == SignalRole.READINESS;
    }

    /// The same symptom one window later.
    Sighting holding(int windows) {
        return new Sighting(key, since, confidence, level, windows);
    }
}
