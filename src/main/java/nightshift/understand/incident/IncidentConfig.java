package nightshift.understand.incident;

import java.time.Duration;
import nightshift.fact.telemetry.Patience;

/// When an incident opens and closes, and what is suspected in it.
///
/// @param openAfter how long a symptom must hold without a break before it can open an incident: two windows of a slow
///     series say as much as three of ten seconds
/// @param closeAfter how long fresh data must be without a symptom before an incident closes
/// @param silent so long without data is silence
/// @param suspicion how long after a change its entity is a suspect for it
/// @param settles so long nobody must have felt that calls take longer until that is the new normal: longer than a
///     job or a busy hour, and as long as people would look for a cause of what hurts nobody
/// @param turned when evidence that speaks for another cause is better than what was seen before
public record IncidentConfig(
        Patience openAfter, Patience closeAfter, Patience silent, Duration suspicion, Duration settles, Turned turned) {
    /// When evidence has turned from who is named to another. Evidence that only thins out as symptoms recede turns to
    /// nobody; a passing symptom of a recovery is over within two windows of a slow sender.
    ///
    /// @param times so many times more must speak for the other, in odds
    /// @param insists for so long without a break
    public record Turned(double times, Duration insists) {
        public Turned {
            if (!(times > 1) || insists.isNegative()) {
                throw new IllegalArgumentException(
                        "evidence turns by more than 1 time, after 0 s or more, got " + times + ", " + insists);
            }
        }

        /// The logarithm of these odds.
        double margin() {
            return Math.log(times);
        }
    }

    /// @param silent the stage's
    public static IncidentConfig usual(Patience silent) {
        return new IncidentConfig(
                new Patience(2, Duration.ofSeconds(30)),
                new Patience(1, Duration.ofSeconds(60)),
                silent,
                Duration.ofMinutes(30),
                Duration.ofHours(1),
                new Turned(5, Duration.ofMinutes(2)));
    }
}
