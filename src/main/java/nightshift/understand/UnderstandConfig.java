package nightshift.understand;

import java.time.Duration;
import java.util.List;
import nightshift.fact.telemetry.Patience;
import nightshift.understand.detect.DetectorConfig;
import nightshift.understand.incident.IncidentConfig;
import nightshift.understand.objective.ObjectiveConfig;
import nightshift.understand.objective.ObjectiveConfig.Promise;
import nightshift.understand.threshold.BreachConfig;
import nightshift.understand.version.RegressionConfig;

/// What the understanding stage may be set to.
///
/// @param silent a series without data for so long is silent: three of its own windows, and half a minute at least
/// @param changeMemory how long a change stays a fact
/// @param detection what the detector is tuned by
/// @param breaches when a threshold of a rule counts as exceeded
/// @param objectives what users were promised
/// @param regressions when a new version counts as worse
/// @param incidents when an incident opens and closes
public record UnderstandConfig(
        Patience silent,
        Duration changeMemory,
        DetectorConfig detection,
        BreachConfig breaches,
        ObjectiveConfig objectives,
        RegressionConfig regressions,
        IncidentConfig incidents) {
    public static UnderstandConfig defaults() {
        BreachConfig breaches = BreachConfig.defaults();
        return new UnderstandConfig(
                breaches.silent(),
                Duration.ofHours(2),
                DetectorConfig.STANDARD,
                breaches,
                ObjectiveConfig.defaults(),
                RegressionConfig.defaults(),
                IncidentConfig.DEFAULT);
    }

    /// The same with room for so many watched series.
    public UnderstandConfig watching(int series) {
        return new UnderstandConfig(
                silent, changeMemory, detection.series(series), breaches, objectives, regressions, incidents);
    }

    /// The same with changes that stay facts for another time.
    public UnderstandConfig remembering(Duration changes) {
        return new UnderstandConfig(silent, changes, detection, breaches, objectives, regressions, incidents);
    }

    /// The same with incidents that open and close otherwise.
    public UnderstandConfig incidents(IncidentConfig when) {
        return new UnderstandConfig(silent, changeMemory, detection, breaches, objectives, regressions, when);
    }

    /// The same with objectives that somebody set.
    public UnderstandConfig promising(List<Promise> promises) {
        return new UnderstandConfig(
                silent, changeMemory, detection, breaches, objectives.promising(promises), regressions, incidents);
    }
}
