package nightshift.decide.decision;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import nightshift.fact.Anomaly;
import nightshift.fact.Assessment;
import nightshift.fact.Breach;
import nightshift.fact.Cause;
import nightshift.fact.Change;
import nightshift.fact.Dependency;
import nightshift.fact.Fact;
import nightshift.fact.Incident;
import nightshift.fact.Outcome;
import nightshift.fact.Regression;
import nightshift.fact.Symptom;
import nightshift.fact.Turn;
import nightshift.fact.Workload;
import nightshift.fact.telemetry.EntityId;

/// The open incidents of one turn, to be asked which of them a rule's reasons are about. Rules propose
/// for each symptom of each incident, so that looking through all of them for each proposal took more
/// than the rules did: it is looked up. Where several answer, the first one is it, in the order of the
/// belief.
public final class OpenIncidents {
    private final Map<String, Incident> named = new HashMap<>();
    private final Map<Shown, Incident> showing = new HashMap<>();
    private final Map<EntityId, Incident> near = new HashMap<>();

    private record Shown(EntityId entity, String signal) {}

    private OpenIncidents(List<Incident> open) {
        for (Incident incident : open) {
            named.putIfAbsent(incident.id(), incident);
            near.putIfAbsent(incident.entity().service(), incident);
            for (Symptom symptom : incident.symptoms()) {
                showing.putIfAbsent(new Shown(symptom.entity(), symptom.signal()), incident);
                near.putIfAbsent(symptom.entity().service(), incident);
            }
        }
    }

    public static OpenIncidents of(Assessment belief) {
        return new OpenIncidents(belief.openIncidents());
    }

    /// The open incident that the reasons are about: named by one of them, or else one that shows the
    /// same signal, or else one that is about the same service.
    public Optional<Incident> about(List<Fact> because) {
        return first(because, this::named).or(() -> first(because, this::shown)).or(() -> first(because, this::near));
    }

    private static Optional<Incident> first(List<Fact> because, Function<Fact, Optional<Incident>> of) {
        return because.stream().flatMap(fact -> of.apply(fact).stream()).findFirst();
    }

    private Optional<Incident> named(Fact fact) {
        return switch (fact) {
            case Incident incident -> Optional.ofNullable(named.get(incident.id()));
            case Cause cause -> Optional.ofNullable(named.get(cause.incident()));
            case Outcome outcome -> Optional.ofNullable(named.get(outcome.incident()));
            case Anomaly _, Breach _, Change _, Dependency _, Regression _, Turn _, Workload _ -> Optional.empty();
        };
    }

    private Optional<Incident> shown(Fact fact) {
        return switch (fact) {
            case Anomaly anomaly -> showing(anomaly.entity(), anomaly.signal());
            case Breach breach -> showing(breach.entity(), breach.signal());
            case Regression regression -> showing(regression.entity(), regression.signal());
            case Incident _, Cause _, Outcome _, Change _, Dependency _, Turn _, Workload _ -> Optional.empty();
        };
    }

    private Optional<Incident> near(Fact fact) {
        return switch (fact) {
            case Anomaly anomaly -> near(anomaly.service());
            case Breach breach -> near(breach.service());
            case Regression regression -> near(regression.entity().service());
            case Change change -> near(change.service());
            case Workload workload -> near(workload);
            case Incident _, Cause _, Outcome _, Dependency _, Turn _ -> Optional.empty();
        };
    }

    private Optional<Incident> showing(EntityId entity, String signal) {
        return Optional.ofNullable(showing.get(new Shown(entity, signal)));
    }

    private Optional<Incident> near(Workload workload) {
        return Stream.concat(
                        workload.services().stream(),
                        Stream.of(workload.entity().service()))
                .flatMap(service -> near(service).stream())
                .findFirst();
    }

    private Optional<Incident> near(EntityId service) {
        return Optional.ofNullable(near.get(service));
    }
}
