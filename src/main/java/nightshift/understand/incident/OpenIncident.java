package nightshift.understand.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import nightshift.fact.Digest;
import nightshift.fact.FailureKind;
import nightshift.fact.Incident;
import nightshift.fact.IncidentOutcome;
import nightshift.fact.IncidentState;
import nightshift.fact.Symptom;
import nightshift.fact.decision.Remedy;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.fact.telemetry.Patience;
import nightshift.understand.diagnose.DiagnosisInput;
import nightshift.understand.diagnose.Suspect;
import nightshift.understand.symptom.ActiveSymptom;
import nightshift.understand.symptom.Measurement;
import org.jspecify.annotations.Nullable;

/// The life of one incident from its opening to its closing.
final class OpenIncident {
    private static final int MOST_SYMPTOMS = 60;

    private final String id;
    private final Instant openedAt;
    private final EntityId first;
    private final String complaint;
    private final Set<EntityId> services = new LinkedHashSet<>();
    private final Map<ActiveSymptom.Key, IncidentSymptom> symptoms = new LinkedHashMap<>();
    private Treatment treatment = Treatment.NONE;
    private Ranking ranking;
    private int quiet;
    /// Of the slowest signal that is back.
    private Duration step = Duration.ZERO;

    private Instant quietAt = Instant.EPOCH;
    /// Since when nothing is left but what may settle; null while there is more, or nothing.
    private @Nullable Instant settling;

    private OpenIncident(String id, Instant openedAt, Ranking ranking, Complaint complaint) {
        this.id = id;
        this.openedAt = openedAt;
        this.ranking = ranking;
        first = complaint.service();
        this.complaint = complaint.sentence();
    }

    /// Who suffers first, and how.
    record Complaint(EntityId service, String sentence) {}

    static OpenIncident open(Complaint complaint, Ranking ranking, Instant now) {
        EntityId root = ranking.root().map(Suspect::entity).orElse(complaint.service());
        return new OpenIncident(idOf(root, now), now, ranking, complaint);
    }

    /// Goes on with an incident that was open when the process ended.
    static OpenIncident restored(Incident before) {
        String sentence = before.symptoms().stream()
                .findFirst()
                .map(symptom -> Title.complaint(symptom.meaning().role()))
                .orElse("does worse than before");
        EntityId service = before.symptoms().stream()
                .findFirst()
                .map(symptom -> symptom.entity().service())
                .orElse(before.entity());
        OpenIncident incident = new OpenIncident(
                before.id(), before.openedAt(), Ranking.restored(before.causes()), new Complaint(service, sentence));
        incident.services.add(service);
        for (Symptom symptom : before.symptoms()) {
            incident.track(new IncidentSymptom(symptom));
        }
        return incident;
    }

    /// The same, with a life of its own from now on.
    OpenIncident copy() {
        OpenIncident copy = new OpenIncident(id, openedAt, ranking, new Complaint(first, complaint));
        copy.treatment = treatment;
        copy.services.addAll(services);
        symptoms.forEach((key, symptom) -> copy.symptoms.put(key, symptom.copy()));
        copy.quiet = quiet;
        copy.step = step;
        copy.quietAt = quietAt;
        copy.settling = settling;
        return copy;
    }

    String id() {
        return id;
    }

    Instant openedAt() {
        return openedAt;
    }

    /// The probable root cause, or the first symptom's service until there is one.
    EntityId entity() {
        return ranking.root().map(Suspect::entity).orElse(first);
    }

    /// When its first symptom began.
    Instant began() {
        return symptoms.values().stream()
                .map(symptom -> symptom.symptom().since())
                .min(Instant::compareTo)
                .orElse(openedAt);
    }

    /// Services that show symptoms.
    Set<EntityId> services() {
        return services;
    }

    /// Whose baselines must not learn while it is open: symptoms, causes, and the way between them.
    Set<EntityId> frozen() {
        Set<EntityId> frozen = new LinkedHashSet<>(services);
        frozen.addAll(ranking.involved());
        return frozen;
    }

    /// Hears what is being done about it.
    void treated(List<Remedy> remedies) {
        treatment = new Treatment(remedies);
    }

    /// Takes in a service whose trouble belongs to this incident.
    void join(EntityId service, List<ActiveSymptom> activeSymptoms) {
        services.add(service);
        for (ActiveSymptom activeSymptom : activeSymptoms) {
            IncidentSymptom known = symptoms.get(activeSymptom.key());
            if (known == null) {
                track(IncidentSymptom.of(activeSymptom));
            } else {
                known.seen(activeSymptom);
            }
        }
    }

    /// Lets go of services whose trouble turned out to be another's, but of those on which something
    /// was done for it.
    void leave(Set<EntityId> others) {
        Set<EntityId> leaving = new HashSet<>(others);
        leaving.removeIf(treatment::on);
        services.removeAll(leaving);
        symptoms.keySet().removeIf(key -> leaving.contains(key.service()));
    }

    /// Whether what is held to be its cause is a new version.
    boolean badVersion() {
        return ranking.kind() == FailureKind.BAD_DEPLOYMENT;
    }

    /// Looks at a newly closed window. Symptoms must be seen to be away, in windows of the slowest of
    /// their signals: where data is missing, nothing is concluded.
    ///
    /// @param silent a signal without data for so long says nothing about now
    /// @param reporting which services send data of their own
    void observe(DiagnosisInput input, Patience silent, Predicate<EntityId> reporting) {
        boolean present = input.regressions().stream().anyMatch(found -> services.contains(found.entity()))
                || input.silentWhileCalled().stream().anyMatch(services::contains);
        // A node sends nothing of its own: who runs it tells of it. So it is of workloads that send nothing.
        boolean told =
                services.stream().anyMatch(service -> service.kind() == EntityKind.NODE || reporting.test(service));
        boolean unseen = false;
        boolean hurts = present;
        boolean ofMemory = symptoms.values().stream()
                .filter(symptom -> symptom.beganBy(openedAt))
                .noneMatch(IncidentSymptom::holdsOpen);
        Optional<Measurement> slowest = Optional.empty();
        for (IncidentSymptom symptom : symptoms.values()) {
            Optional<Measurement> level = symptom.level(input, silent);
            told |= symptom.told(input, level);
            switch (symptom.state(input, level)) {
                case PRESENT -> {
                    present |= symptom.holdsOpen() || ofMemory;
                    hurts |= !symptom.maySettle();
                }
                case UNSEEN -> unseen |= symptom.indispensable(reporting);
                case AWAY -> slowest = slower(slowest, level);
            }
        }
        unseen |= !told;
        settle(present && !hurts && !unseen, input.readings().newest());
        if (present) {
            quiet = 0;
        } else if (!unseen) {
            quiet(slowest, input.readings().newest());
        }
    }

    private void settle(boolean settles, Instant newest) {
        if (!settles) {
            settling = null;
        } else if (settling == null) {
            settling = newest;
        }
    }

    private static Optional<Measurement> slower(Optional<Measurement> one, Optional<Measurement> other) {
        return Stream.concat(one.stream(), other.stream())
                .max(Comparator.comparing(Measurement::step).thenComparing(Measurement::at));
    }

    private void quiet(Optional<Measurement> slowest, Instant newest) {
        Instant at = slowest.map(Measurement::at).orElse(newest);
        if (quiet == 0 || at.isAfter(quietAt)) {
            quiet++;
            quietAt = at;
        }
        step = slowest.map(Measurement::step).orElse(step);
    }

    /// Whether causes may be judged anew: what an action does to the signals is no evidence of what was wrong
    /// before.
    boolean suffering() {
        return quiet == 0 && treatment.state() == IncidentState.OPEN;
    }

    void rank(List<Suspect> latest, Instant now, IncidentConfig.Turned turned) {
        ranking = ranking.then(latest, now, treatment, turned);
    }

    /// Whether what is left of it is how things are from now on: calls that take longer, which nobody
    /// has felt for so long.
    boolean settled(Duration after, Instant now) {
        return settling != null && !now.isBefore(settling.plus(after)) && treatment.state() == IncidentState.OPEN;
    }

    /// Whether it is over: nothing is pending and the symptoms have been away for long enough.
    boolean over(Patience closeAfter) {
        return quiet >= closeAfter.windows(step) && treatment.state() == IncidentState.OPEN;
    }

    Incident incident() {
        return new Incident(
                id,
                treatment.state(),
                entity(),
                ranking.kind(),
                Title.of(first, complaint, ranking),
                openedAt,
                null,
                null,
                symptoms.values().stream().map(IncidentSymptom::symptom).toList(),
                ranking.causes(id));
    }

    /// What is told of it when its symptoms are away.
    Incident closed(Instant now) {
        return closed(now, treatment.outcome());
    }

    Incident closed(Instant now, IncidentOutcome outcome) {
        return new Incident(
                id,
                IncidentState.CLOSED,
                entity(),
                ranking.kind(),
                Title.of(first, complaint, ranking),
                openedAt,
                now,
                outcome,
                symptoms.values().stream().map(IncidentSymptom::symptom).toList(),
                ranking.causes(id));
    }

    private void track(IncidentSymptom symptom) {
        if (symptoms.size() < MOST_SYMPTOMS) {
            symptoms.put(symptom.key(), symptom);
            services.add(symptom.key().service());
        }
    }

    private static String idOf(EntityId root, Instant openedAt) {
        return Digest.of(root.text() + "|" + openedAt, 6);
    }
}
