package nightshift.understand.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import nightshift.fact.Incident;
import nightshift.fact.Outcome;
import nightshift.fact.telemetry.EntityId;
import nightshift.understand.diagnose.CauseRanking;
import nightshift.understand.diagnose.DiagnosisInput;
import nightshift.understand.diagnose.Evidence;
import nightshift.understand.diagnose.Investigation;
import nightshift.understand.diagnose.Suspect;

/// The open incidents: which trouble belongs to which, what is to blame, and when one is over.
///
/// Trouble belongs to an open incident when its service depends on the incident's cause, or the cause on it,
/// or both suffer from calls to the same callee. What belongs to none and is grave enough opens a new one;
/// two faults at once in services that do not depend on each other are two.
public final class IncidentTracker {
    private final IncidentConfig config;
    private final CauseRanking ranking;
    private final IncidentCriteria opening;
    private final List<OpenIncident> open = new ArrayList<>();
    private Set<EntityId> frozen = Set.of();
    private Instant looked = Instant.EPOCH;

    /// @param restored incidents of an earlier life of the process; the open ones go on
    public IncidentTracker(IncidentConfig config, CauseRanking ranking, List<Incident> restored) {
        this.config = config;
        this.ranking = ranking;
        opening = new IncidentCriteria(config.openAfter());
        restored.stream().filter(Incident::open).map(OpenIncident::restored).forEach(open::add);
        freeze();
    }

    /// Whether the baselines of an entity must not learn.
    public boolean frozen(EntityId entity) {
        return frozen.contains(entity.service());
    }

    /// Takes in a turn.
    ///
    /// @param reporting which services send data of their own
    /// @return open incidents, and those that closed in this turn
    public List<Incident> update(DiagnosisInput signs, List<Outcome> last, Predicate<EntityId> reporting) {
        for (Outcome outcome : last) {
            open.stream()
                    .filter(incident -> incident.id().equals(outcome.incident()))
                    .forEach(incident -> incident.take(outcome));
        }
        Instant newest = signs.readings().newest();
        if (newest.isAfter(looked)) {
            looked = newest;
            look(signs, reporting);
        }
        List<Incident> closed = close(newest);
        freeze();
        List<Incident> all =
                new ArrayList<>(open.stream().map(OpenIncident::incident).toList());
        all.addAll(closed);
        return all;
    }

    private void look(DiagnosisInput signs, Predicate<EntityId> reporting) {
        SymptomGroups trouble = new SymptomGroups(signs);
        Set<EntityId> left = new LinkedHashSet<>(trouble.services());
        for (OpenIncident incident : open) {
            left.removeAll(joining(incident, left, trouble));
        }
        List<Set<EntityId>> grave = trouble.groups(left).stream()
                .filter(group -> opening.warranted(group, signs))
                .toList();
        if (open.isEmpty() && grave.isEmpty()) {
            return;
        }
        List<Evidence> evidence = new Investigation(signs, config.suspicion()).evidence();
        Instant oldest = looked.minus(config.silentAfter());
        for (OpenIncident incident : open) {
            incident.observe(signs, oldest, reporting);
            boolean seen = incident.services().stream().anyMatch(trouble.services()::contains);
            if (seen && incident.suffering()) {
                incident.rank(ranking.rank(incident.services(), evidence, signs.graph()));
            }
        }
        for (Set<EntityId> group : grave) {
            open(new LinkedHashSet<>(group), trouble, signs, evidence);
        }
    }

    private static Set<EntityId> joining(OpenIncident incident, Set<EntityId> services, SymptomGroups trouble) {
        Set<EntityId> joining = new HashSet<>();
        for (EntityId service : services) {
            if (incident.services().contains(service) || trouble.related(service, incident.entity())) {
                joining.add(service);
                incident.join(service, trouble.of(service));
            }
        }
        return joining;
    }

    /// Opens an incident on a group's likeliest cause; what has nothing to do with that cause may open
    /// another.
    private void open(Set<EntityId> group, SymptomGroups trouble, DiagnosisInput signs, List<Evidence> evidence) {
        while (!group.isEmpty() && opening.warranted(group, signs)) {
            Ranking ranked = new Ranking(ranking.rank(group, evidence, signs.graph()));
            EntityId first = group.iterator().next();
            EntityId root = ranked.root().map(Suspect::entity).orElse(first);
            OpenIncident incident =
                    OpenIncident.open(new OpenIncident.Complaint(first, trouble.complaint(first)), ranked, looked);
            incident.join(first, trouble.of(first));
            group.remove(first);
            for (EntityId service : List.copyOf(group)) {
                if (trouble.related(service, root)) {
                    incident.join(service, trouble.of(service));
                    group.remove(service);
                }
            }
            open.add(incident);
        }
    }

    private List<Incident> close(Instant now) {
        List<Incident> closed = new ArrayList<>();
        for (OpenIncident incident : List.copyOf(open)) {
            if (incident.over(config.closeAfter())) {
                open.remove(incident);
                closed.add(incident.closed(now));
            }
        }
        return closed;
    }

    private void freeze() {
        Set<EntityId> next = new HashSet<>();
        open.forEach(incident -> next.addAll(incident.frozen()));
        frozen = next;
    }
}
