package nightshift.decide.live;

import java.time.Duration;

/// What a rehearsal may take, and who holds it.
///
/// @param megabytes of the heap of its process: what ships needs less than half of the default, with 34 rules
/// @param time of the processor: what ships takes five seconds, nearly all of it for an engine that has
///     compiled nothing yet; a machine of a tenth of the speed must be able to start
/// @param waiting whether a process waits for the next one that has compiled something already, so that an edit is
///     live within about a second; it takes memory as long as it waits
/// @param by who holds it
public record RehearsalConfig(int megabytes, Duration time, boolean waiting, Rehearsal by) {
    public RehearsalConfig {
        if (megabytes < 1 || !time.isPositive()) {
            throw new IllegalArgumentException(
                    "expected memory and time above zero, got " + megabytes + " MB and " + time);
        }
    }

    public static RehearsalConfig defaults() {
        return new RehearsalConfig(256, Duration.ofSeconds(60), true, Rehearsal.NONE);
    }

    /// The same with somebody who holds it.
    public RehearsalConfig by(Rehearsal holder) {
        return new RehearsalConfig(megabytes, time, waiting, holder);
    }
}
