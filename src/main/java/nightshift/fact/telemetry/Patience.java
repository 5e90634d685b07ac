package nightshift.fact.telemetry;

import java.time.Duration;

/// How much of a series must be seen before something is concluded, at its own pace: so many of its windows, and as
/// many as stand for the span. Who sends every ten seconds and who sends every five minutes are asked for the same
/// proof.
///
/// @param least windows, at least 1
/// @param span that they stand for together; zero where the number alone counts
public record Patience(int least, Duration span) {
    public Patience {
        if (least < 1 || span.isNegative()) {
            throw new IllegalArgumentException(
                    "a patience is at least 1 window and no negative time, got " + least + " windows and " + span);
        }
    }

    /// How many windows of a series with this step.
    public int windows(Duration step) {
        long nanos = step.toNanos();
        return nanos <= 0 ? least : Math.toIntExact(Math.max(least, Math.ceilDiv(span.toNanos(), nanos)));
    }

    /// How long these windows last.
    public Duration lasting(Duration step) {
        return step.multipliedBy(windows(step));
    }
}
