package nightshift.understand;

import java.time.Duration;
import nightshift.understand.detect.DetectorConfig;
import nightshift.understand.incident.IncidentConfig;
import nightshift.understand.version.RegressionConfig;

/// What the understanding stage may be set to.
///
/// @param silentAfter no data for this long is silence
/// @param changeMemory how long a change stays a fact
/// @param detection what the detector is tuned by
/// @param regressions when a new version counts as worse
/// @param incidents when an incident opens and closes
public record UnderstandConfig(
        Duration silentAfter,
        Duration changeMemory,
        DetectorConfig detection,
        RegressionConfig regressions,
        IncidentConfig incidents) {
    public static UnderstandConfig defaults() {
        Duration silentAfter = Duration.ofSeconds(30);
        return new UnderstandConfig(
                silentAfter,
                Duration.ofHours(2),
                DetectorConfig.STANDARD,
                RegressionConfig.defaults(),
                IncidentConfig.usual(silentAfter));
    }
}
