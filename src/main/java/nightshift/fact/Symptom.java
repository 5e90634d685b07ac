package nightshift.fact;

import java.time.Instant;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;

/// What an incident shows: one anomaly, as it was when it joined and as it is now.
///
/// @param entity whose signal
/// @param signal semantic-convention name
/// @param direction which side of the band
/// @param confidence the highest it had
/// @param since when it began
/// @param value the last one
/// @param expected the band from before the incident
public record Symptom(
        EntityId entity,
        String signal,
        Direction direction,
        double confidence,
        Instant since,
        double value,
        Band expected) {}
