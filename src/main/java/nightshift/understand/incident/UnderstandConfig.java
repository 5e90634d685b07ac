package nightshift.understand.incident;

import java.time.Duration;
import nightshift.understand.version.RegressionConfig;

/// How patient the understanding stage is.
///
/// @param openAfter windows without a break that a symptom must hold before it can open an incident
/// @param closeAfter windows with fresh data and without a symptom before an incident closes
/// @param silentAfter no data for this long is silence
/// @param changeMemory how long a change stays a fact
/// @param suspicion how long after a change its entity is a suspect for it
/// @param regressions when a new version counts as worse
public record UnderstandConfig(
        int openAfter,
        int closeAfter,
        Duration silentAfter,
        Duration changeMemory,
        Duration suspicion,
        RegressionConfig regressions) {
    public UnderstandConfig {
        if (openAfter < 1 || closeAfter < 1) {
            throw new IllegalArgumentException("openAfter and closeAfter are numbers of windows and at least 1, got "
                    + openAfter + " and " + closeAfter);
        }
    }

    public static UnderstandConfig defaults() {
        return new UnderstandConfig(
                3, 6, Duration.ofSeconds(30), Duration.ofHours(2), Duration.ofMinutes(30), RegressionConfig.defaults());
    }
}
