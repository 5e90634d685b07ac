package nightshift.act.interlock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.fact.Assessment;
import nightshift.fact.Incident;
import nightshift.fact.Symptom;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.fact.telemetry.SignalRole;

/// What is unwell by the symptoms of the open incidents, and when that began. What has recovered counts until its
/// incident is over, so that a storm does not come and go with each window.
///
/// @param all by when it began
record Onsets(List<Onset> all) {
    /// @param entity a service or a node
    /// @param since when it began
    /// @param incident the id of the one that shows it
    record Onset(EntityId entity, Instant since, String incident) {}

    /// @param kind whose: others do not count
    static Onsets of(Assessment belief, EntityKind kind) {
        Map<EntityId, Onset> first = new HashMap<>();
        for (Incident incident : belief.openIncidents()) {
            for (Symptom symptom : incident.symptoms()) {
                unwell(symptom)
                        .filter(entity -> entity.kind() == kind)
                        .ifPresent(entity -> first.merge(
                                entity, new Onset(entity, symptom.since(), incident.id()), Onsets::earlier));
            }
        }
        return new Onsets(first.values().stream()
                .sorted(Comparator.comparing(Onset::since).thenComparing(Onset::entity))
                .toList());
    }

    private static Onset earlier(Onset one, Onset other) {
        return other.since().isBefore(one.since()) ? other : one;
    }

    /// Who does not serve as usual, by its own word or by that of who calls it; what it uses up for that is another
    /// thing.
    private static Optional<EntityId> unwell(Symptom symptom) {
        SignalRole role = symptom.meaning().role();
        if (role.outgoing()) {
            return Optional.of(symptom.entity().callee().service());
        }
        return role.userFacing() || role == SignalRole.READINESS
                ? Optional.of(symptom.entity().service())
                : Optional.empty();
    }

    /// The most that began within one span.
    Burst burst(Duration within) {
        List<Onset> most = List.of();
        for (int from = 0; from < all.size(); from++) {
            Instant last = all.get(from).since().plus(within);
            List<Onset> span = new ArrayList<>();
            for (Onset onset : all.subList(from, all.size())) {
                if (!onset.since().isAfter(last)) {
                    span.add(onset);
                }
            }
            most = span.size() > most.size() ? span : most;
        }
        return new Burst(most);
    }

    /// @param together what went wrong within one span
    record Burst(List<Onset> together) {
        int size() {
            return together.size();
        }

        /// The probable root of the one incident that explains more than half of it.
        Optional<EntityId> root(Assessment belief) {
            return belief.openIncidents().stream()
                    .filter(incident -> 2 * explained(incident) > size())
                    .findFirst()
                    .flatMap(incident -> incident.causes().stream().findFirst())
                    .map(cause -> cause.entity().service())
                    .filter(entity -> entity.kind() != EntityKind.NOT_IN_VIEW);
        }

        private long explained(Incident incident) {
            return together.stream()
                    .filter(onset -> onset.incident().equals(incident.id()))
                    .count();
        }
    }
}
