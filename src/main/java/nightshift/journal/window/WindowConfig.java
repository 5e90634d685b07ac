package nightshift.journal.window;

import java.time.Duration;

/// How much of the past is kept on disk; whichever bound is reached first holds.
///
/// @param bytes of all kept windows; about 9 bytes a series and window
/// @param age of the oldest kept window
public record WindowConfig(long bytes, Duration age) {
    /// Two weeks of a thousand series in windows of ten seconds take about 1.1 GB; a process needs the
    /// last eight days to know what a day and a week look like.
    public static final WindowConfig DEFAULT = new WindowConfig(2L << 30, Duration.ofDays(15));

    public WindowConfig {
        if (bytes < 1 || !age.isPositive()) {
            throw new IllegalArgumentException("expected bytes >= 1 and a positive age, got " + bytes + " and " + age);
        }
    }
}
