package nightshift.act.life;

import java.time.Duration;
import java.util.List;

/// When people are told of what waits for them.
///
/// @param plan how long the first notice waits for the target's plan, so that it can say what would happen
/// @param reminders how long after it began to wait they are told again
public record NoticeConfig(Duration plan, List<Duration> reminders) {
    public NoticeConfig {
        reminders = List.copyOf(reminders);
    }

    public static NoticeConfig defaults() {
        return new NoticeConfig(Duration.ofSeconds(15), List.of(Duration.ofMinutes(10), Duration.ofMinutes(30)));
    }
}
