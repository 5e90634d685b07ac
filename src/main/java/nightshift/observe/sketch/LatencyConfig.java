package nightshift.observe.sketch;

import java.time.Duration;

/// What of the durations of requests says how long anybody waits for an answer.
///
/// @param answered whoever answers takes no longer
/// @param streamed what lasted longer was a stream beside such answers: proxies and clients have given
///     up on an answer long before
/// @param answers fewer say nothing of how long they usually take
/// @param between share of the answers that may have taken longer than answers and less than streams do:
///     among durations of all lengths the long ones are answers too
public record LatencyConfig(Duration answered, Duration streamed, int answers, double between) {
    public LatencyConfig {
        if (!answered.isPositive()
                || streamed.compareTo(answered) <= 0
                || answers < 1
                || !(between > 0 && between < 1)) {
            throw new IllegalArgumentException(
                    "a positive answered, a longer streamed, at least 1 answer and between in (0,1), got " + answered
                            + ", " + streamed + ", " + answers + " and " + between);
        }
    }

    /// What a server on one machine wants.
    public static LatencyConfig defaults() {
        return new LatencyConfig(Duration.ofSeconds(10), Duration.ofSeconds(100), 20, 0.05);
    }
}
