package nightshift.app.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Durations as people and as JSON read them.
final class Durations {
    private Durations() {}

    /// `4m 20s`; `-` for none.
    static String said(@Nullable Duration duration) {
        if (duration == null) {
            return "-";
        }
        return duration.toMinutes() == 0
                ? duration.toSeconds() + "s"
                : duration.toMinutes() + "m " + duration.toSecondsPart() + "s";
    }

    /// ISO 8601; null for none.
    static @Nullable String iso(@Nullable Duration duration) {
        return duration == null ? null : duration.toString();
    }
}
