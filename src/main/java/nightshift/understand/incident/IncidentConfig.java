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
    /// A replica that starts anew is unready for less.
    static final Patience UNREADY = new Patience(2, Duration.ofSeconds(90));

    /// A job that runs now and then is over by then.
    static final Patience STRAINED = new Patience(2, Duration.ofSeconds(40));

    /// A burst of messages is worked off by then.
    static final Patience STAYS = new Patience(3, Duration.ofMinutes(5));

    /// The kubelet frees what it can within seconds and says so for five minutes longer: after twice that it
    /// could not.
    static final Patience PRESSED = new Patience(2, Duration.ofMinutes(10));

    /// A new version is unready for less.
    static final Patience ROLLOUT = new Patience(2, Duration.ofMinutes(5));

    /// Half-widths of the band beyond the forecast that are far, whatever users feel.
    static final double FAR = 4;

    /// Requests that must have been served while trouble held: the mean of a handful is anybody's guess.
    static final double LEAST_REQUESTS = 20;

    /// Share of a disk that is as good as all of it: the rest is what file systems keep for root.
    static final double FULL = 0.95;

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
