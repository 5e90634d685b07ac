package nightshift.fact;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import nightshift.fact.inventory.Inventory;
import nightshift.fact.telemetry.Readings;

/// What is believed after a turn's windows were understood. All lists are what holds *now*, not only what is new.
///
/// @param now the turn's time
/// @param anomalies signals outside of their bands
/// @param breaches thresholds of rules that are exceeded
/// @param regressions versions that do worse than the one before
/// @param incidents open ones, and those that closed in this turn
/// @param causes of the open incidents
/// @param changes of the last hours
/// @param dependencies the observed graph
/// @param inventory what runs where
/// @param readings last value and band of every live series
/// @param forecaster which forecaster made the bands
/// @param knowledge what can't be judged at present
public record Assessment(
        Instant now,
        List<Anomaly> anomalies,
        List<Breach> breaches,
        List<Regression> regressions,
        List<Incident> incidents,
        List<Cause> causes,
        List<Change> changes,
        List<Dependency> dependencies,
        Inventory inventory,
        Readings readings,
        ForecasterStatus forecaster,
        Knowledge knowledge) {
    public Assessment {
        anomalies = List.copyOf(anomalies);
        breaches = List.copyOf(breaches);
        regressions = List.copyOf(regressions);
        incidents = List.copyOf(incidents);
        causes = List.copyOf(causes);
        changes = List.copyOf(changes);
        dependencies = List.copyOf(dependencies);
    }

    /// What is believed before anything was seen.
    public static Assessment nothing(Instant now) {
        return new Assessment(
                now,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Inventory.NOTHING,
                Readings.NONE,
                new ForecasterStatus("none", "", false, ""),
                Knowledge.WHOLE);
    }

    /// What goes on being believed when a turn's windows can't be understood.
    public Assessment standing(Instant at) {
        return new Assessment(
                at,
                anomalies,
                breaches,
                regressions,
                openIncidents(),
                causes,
                changes,
                dependencies,
                inventory,
                readings,
                forecaster,
                knowledge);
    }

    public List<Incident> openIncidents() {
        return incidents.stream().filter(Incident::open).toList();
    }

    /// Whether the incident of this id is open.
    public boolean open(String incident) {
        return incidents.stream().anyMatch(each -> each.open() && each.id().equals(incident));
    }

    private List<Workload> workloads() {
        return inventory.deployed().stream().map(Workload::of).toList();
    }

    /// Everything in it that a rule may match.
    public Stream<Fact> facts() {
        return Stream.<List<? extends Fact>>of(
                        anomalies, breaches, regressions, incidents, causes, changes, dependencies, workloads())
                .flatMap(List::stream);
    }
}
