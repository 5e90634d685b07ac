package nightshift.understand.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import nightshift.fact.DeadLetters;
import nightshift.fact.Incident;
import nightshift.fact.IncidentOutcome;
import nightshift.fact.decision.Remedy;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Patience;
import nightshift.understand.diagnose.CauseRanking;
import nightshift.understand.diagnose.DiagnosisInput;
import nightshift.understand.diagnose.Evidence;
import nightshift.understand.diagnose.Investigation;
import org.jspecify.annotations.Nullable;

/// The open incidents: which trouble belongs to which, what is to blame, and when one is over.
///
/// Trouble belongs to an open incident when its service depends on the incident's cause, or the cause
/// on it, or both suffer from calls to the same callee, or it began within two steps of the incident's
/// first symptom: a fault that shows in several places at once is one. Not so a bad version beside
/// another where neither is known to depend on the other: these are two. What belongs to none and is
/// grave enough opens a new one.
public final class IncidentTracker {
    private final IncidentConfig config;
    private final Patience silent;
    private final CauseRanking ranking;
    private final IncidentCriteria criteria;
    private List<OpenIncident> open = new ArrayList<>();
    private Set<EntityId> frozen = Set.of();
    private Instant looked = Instant.EPOCH;
    private List<Remedy> treatment = List.of();
    private @Nullable List<Incident> told;

    /// @param silent so long without data is silence
    /// @param restored incidents of an earlier life of the process; the open ones go on
    public IncidentTracker(IncidentConfig config, Patience silent, CauseRanking ranking, List<Incident> restored) {
        this.config = config;
        this.silent = silent;
        this.ranking = ranking;
        criteria = new IncidentCriteria(config.opening());
        restored.stream().filter(Incident::open).map(OpenIncident::restored).forEach(open::add);
        freeze();
    }

    /// Whether the baselines of an entity must not learn.
    public boolean frozen(EntityId entity) {
        return frozen.contains(entity.service());
    }

    /// Takes in a turn, wholly or not at all: when it throws, the incidents are as they were. Without a
    /// new window and without news of a remedy nothing is looked at, and the same list is told.
    ///
    /// @param remedies what was decided for open incidents, as it is now
    /// @param reporting which services send data of their own
    /// @param letters where incidents go that can't be looked at; they stay as they were
    /// @return open incidents, and those that closed in this turn
    public List<Incident> update(
            DiagnosisInput input, List<Remedy> remedies, Predicate<EntityId> reporting, DeadLetters letters) {
        List<Incident> last = told;
        if (last != null
                && remedies.equals(treatment)
                && !input.readings().newest().isAfter(looked)) {
            return last;
        }
        List<OpenIncident> before = open;
        Instant lookedBefore = looked;
        open = copies(before);
        try {
            List<Incident> updated = updated(input, remedies, reporting, letters);
            treatment = remedies;
            return updated;
        } catch (RuntimeException why) {
            open = before;
            looked = lookedBefore;
            throw why;
        }
    }

    private static List<OpenIncident> copies(List<OpenIncident> incidents) {
        List<OpenIncident> copies = new ArrayList<>();
        incidents.forEach(incident -> copies.add(incident.copy()));
        return copies;
    }

    private List<Incident> updated(
            DiagnosisInput input, List<Remedy> remedies, Predicate<EntityId> reporting, DeadLetters letters) {
        Instant newest = input.readings().newest();
        for (OpenIncident incident : open) {
            incident.treated(remedies.stream()
                    .filter(remedy -> remedy.incident().equals(incident.id()))
                    .toList());
        }
        if (newest.isAfter(looked)) {
            looked = newest;
            List<OpenIncident> unseen = copies(open);
            if (!letters.deliver("the look at all incidents", () -> look(input, reporting, letters))) {
                open = unseen;
            }
        }
        List<Incident> closed = close(newest);
        freeze();
        List<Incident> all =
                new ArrayList<>(open.stream().map(OpenIncident::incident).toList());
        all.addAll(closed);
        told = closed.isEmpty() ? List.copyOf(all) : null;
        return all;
    }

    private void look(DiagnosisInput input, Predicate<EntityId> reporting, DeadLetters letters) {
        SymptomGroups symptomGroups = new SymptomGroups(input);
        Set<EntityId> left = new LinkedHashSet<>(symptomGroups.services());
        for (OpenIncident incident : open) {
            left.removeAll(joining(incident, left, symptomGroups));
        }
        List<Set<EntityId>> grave = symptomGroups
                .together(symptomGroups.groups(left).stream()
                        .filter(group -> criteria.warranted(group, input))
                        .toList())
                .stream()
                .flatMap(group -> symptomGroups.split(group).stream())
                .toList();
        if (open.isEmpty() && grave.isEmpty()) {
            return;
        }
        List<Evidence> evidence = new Investigation(input, config.suspicion()).evidence();
        for (OpenIncident incident : List.copyOf(open)) {
            OpenIncident unseen = incident.copy();
            if (!letters.deliver(
                    "incident " + incident.id(), () -> look(incident, symptomGroups, input, evidence, reporting))) {
                open.set(open.indexOf(incident), unseen);
            }
        }
        for (Set<EntityId> group : grave) {
            letters.deliver(
                    "trouble of " + group.iterator().next().text(), () -> open(group, symptomGroups, input, evidence));
        }
    }

    private void look(
            OpenIncident incident,
            SymptomGroups symptomGroups,
            DiagnosisInput input,
            List<Evidence> evidence,
            Predicate<EntityId> reporting) {
        incident.observe(input, silent, reporting);
        boolean seen = incident.services().stream().anyMatch(symptomGroups.services()::contains);
        if (seen && incident.suffering()) {
            Set<EntityId> others = others(incident, symptomGroups);
            List<Evidence> heard = evidence.stream()
                    .filter(piece -> !others.contains(piece.entity()))
                    .toList();
            incident.rank(ranking.rank(incident.services(), heard, input.graph()), looked, config.turned());
        }
    }

    /// Who can't be to blame for an incident: whose trouble is another incident's, or began after this one's.
    private Set<EntityId> others(OpenIncident incident, SymptomGroups symptomGroups) {
        Set<EntityId> others = new HashSet<>();
        open.stream()
                .filter(other -> !other.id().equals(incident.id()))
                .forEach(other -> others.addAll(other.services()));
        symptomGroups.services().stream()
                .filter(service -> symptomGroups.beganAfter(service, incident.openedAt()))
                .forEach(others::add);
        others.removeAll(incident.services());
        return others;
    }

    private static Set<EntityId> joining(OpenIncident incident, Set<EntityId> services, SymptomGroups symptomGroups) {
        Set<EntityId> apart = incident.badVersion() ? symptomGroups.apart(incident.entity(), services) : Set.of();
        incident.leave(apart);
        Set<EntityId> joining = new HashSet<>();
        for (EntityId service : services) {
            if (incident.services().contains(service)
                    || !apart.contains(service)
                            && (symptomGroups.related(service, incident.entity())
                                    || symptomGroups.beganWith(service, incident.began()))) {
                joining.add(service);
                incident.join(service, symptomGroups.of(service));
            }
        }
        return joining;
    }

    /// Opens an incident on a group's likeliest cause.
    private void open(Set<EntityId> group, SymptomGroups symptomGroups, DiagnosisInput input, List<Evidence> evidence) {
        EntityId first = group.iterator().next();
        OpenIncident incident = OpenIncident.open(
                new OpenIncident.Complaint(first, symptomGroups.complaint(first)),
                Ranking.of(ranking.rank(group, evidence, input.graph())),
                looked);
        group.forEach(service -> incident.join(service, symptomGroups.of(service)));
        open.add(incident);
    }

    private List<Incident> close(Instant now) {
        List<Incident> closed = new ArrayList<>();
        for (OpenIncident incident : List.copyOf(open)) {
            if (incident.over(config.closeAfter())) {
                open.remove(incident);
                closed.add(incident.closed(now));
            } else if (incident.settled(config.settles(), now)) {
                open.remove(incident);
                closed.add(incident.closed(now, IncidentOutcome.SETTLED));
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
