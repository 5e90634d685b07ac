package nightshift.fact;

import java.time.Instant;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.SignalMeaning;

/// What an incident shows: one anomaly, as it was when it joined and as it is now.
///
/// @param entity whose signal
/// @param signal semantic-convention name
/// @param meaning its role, unit and domain
/// @param direction which side of the band
/// @param confidence the highest it had
/// @param since when it began
/// @param value the last one
/// @param expected the band from before the incident
public record Symptom(
        EntityId entity,
        String signal,
        SignalMeaning meaning,
        Direction direction,
        double confidence,
        Instant since,
        double value,
        Band expected) {
    /// Half-widths of its band that a symptom must be away to go on: at the band's edge it comes and goes by chance.
    public static final double GOES_ON = 1.5;

    /// Whether its last value is clearly on the side of the band that it began on.
    public boolean there() {
        return direction == Direction.UP
                ? value - expected.forecast() > GOES_ON * (expected.high() - expected.forecast())
                : expected.forecast() - value > GOES_ON * (expected.forecast() - expected.low());
    }
}
