package nightshift.fact;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/// The time of the turn as a fact, so that a rule never asks a clock.
///
/// @param now the turn's time
public record Turn(Instant now) implements Fact {
    /// The moment `age` before this turn: `Change( at >= $turn.ago(minutes(30)) )`.
    public Instant ago(Duration age) {
        return now.minus(age);
    }

    /// Hour of the day in UTC, 0 to 23.
    public int hour() {
        return utc().getHour();
    }

    /// Day of the week in UTC in English capitals: `FRIDAY`.
    public String day() {
        return utc().getDayOfWeek().name();
    }

    private ZonedDateTime utc() {
        return now.atZone(ZoneOffset.UTC);
    }

    @Override
    public String describe() {
        return "it is " + now;
    }
}
