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
public record IncidentConfig(Patience openAfter, Patience closeAfter, Patience silent, Duration suspicion) {
    /// @param silent the stage's
    public static IncidentConfig usual(Patience silent) {
        return new IncidentConfig(
                new Patience(2, Duration.ofSeconds(30)),
                new Patience(1, Duration.ofSeconds(60)),
                silent,
                Duration.ofMinutes(30));
    }
}
