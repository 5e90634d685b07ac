package nightshift.understand.incident;

import java.time.Duration;

/// When an incident opens and closes, and what is suspected in it.
///
/// @param openAfter windows without a break that a symptom must hold before it can open an incident
/// @param closeAfter windows with fresh data and without a symptom before an incident closes
/// @param silentAfter no data for this long is silence
/// @param suspicion how long after a change its entity is a suspect for it
public record IncidentConfig(int openAfter, int closeAfter, Duration silentAfter, Duration suspicion) {
    public IncidentConfig {
        if (openAfter < 1 || closeAfter < 1) {
            throw new IllegalArgumentException("openAfter and closeAfter are numbers of windows and at least 1, got "
                    + openAfter + " and " + closeAfter);
        }
    }

    /// @param silentAfter the stage's
    public static IncidentConfig usual(Duration silentAfter) {
        return new IncidentConfig(3, 6, silentAfter, Duration.ofMinutes(30));
    }
}
