package nightshift.understand.threshold;

import java.time.Duration;
import nightshift.fact.telemetry.Patience;

/// When a threshold counts as exceeded.
///
/// @param silent so long without data ends a breach
/// @param share of the windows since its beginning that must have been beyond the threshold, above a
///     half and at most 1: a snapshot of a queue or a pool reads low now and then however full it is
///     (11 14 1 1 8 8 6 13 in a real leak)
/// @param over so many windows in a row on the right side end a breach, whatever its share was
public record BreachConfig(Patience silent, double share, int over) {
    public BreachConfig {
        if (!(share > 0.5 && share <= 1) || over < 1) {
            throw new IllegalArgumentException(
                    "expected a share above 0.5 and at most 1, and at least 1 window on the right side, got " + share
                            + " and " + over);
        }
    }

    public static BreachConfig defaults() {
        return new BreachConfig(new Patience(3, Duration.ofSeconds(30)), 0.75, 3);
    }
}
