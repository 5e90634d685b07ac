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
public record ActiveSymptom(Key key, Instant since, double confidence, Measurement level, int held) {
    /// From here on the detector has seen enough of the series to be believed.
    private static final double SURE = 0.99;

    /// What tells one symptom from another, over turns and restarts.
    public record Key(EntityId entity, String signal, Direction direction) {
        public SignalRole role() {
            return SignalRole.of(entity, signal);
        }

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
        return key.role();
    }

    public EntityId service() {
        return key.service();
    }

    /// Half-widths of the band away from the forecast.
    public double excess() {
        return level.excess(key.direction(), role());
    }

    /// Whether it is more than the unease of a series too young to be judged. Unready is a state, not a
    /// distribution: it needs no past.
    public boolean sure() {
        return confidence >= SURE || role() == SignalRole.READINESS;
    }

    /// The same symptom one window later.
    ActiveSymptom holding(int windows) {
        return new ActiveSymptom(key, since, confidence, level, windows);
    }
}
