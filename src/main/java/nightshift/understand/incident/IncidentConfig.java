package nightshift.understand.incident;

import java.time.Duration;
import nightshift.fact.telemetry.Patience;

/// When an incident opens and closes, and what is suspected in it.
///
/// @param opening which symptoms open one
/// @param closeAfter how long fresh data must be without a symptom before an incident closes
/// @param suspicion how long after a change its entity is a suspect for it
/// @param settles so long nobody must have felt that calls take longer until that is the new normal: longer than a
///     job or a busy hour, and as long as people would look for a cause of what hurts nobody
/// @param turned when evidence that speaks for another cause is better than what was seen before
public record IncidentConfig(
        OpeningConfig opening, Patience closeAfter, Duration suspicion, Duration settles, Turned turned) {
    public static final IncidentConfig DEFAULT = new IncidentConfig(
            OpeningConfig.DEFAULT,
            new Patience(1, Duration.ofSeconds(60)),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            new Turned(5, Duration.ofMinutes(2)));

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
}
