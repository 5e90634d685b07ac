package nightshift.fact;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.SignalRole;
import org.jspecify.annotations.Nullable;

/// Symptoms that belong together, because one cause explains them.
///
/// @param id stable: made from the root entity and the opening window, the same after a restart
/// @param state where it is in its life
/// @param entity the probable root cause, or the first symptom's entity until there is one
/// @param kind what sort of failure
/// @param title one line for people
/// @param openedAt end of the window that opened it
/// @param closedAt null while it is open
/// @param outcome null while it is open
/// @param symptoms in the order they joined
/// @param causes by falling probability, summing to 1
public record Incident(
        String id,
        IncidentState state,
        EntityId entity,
        FailureKind kind,
        String title,
        Instant openedAt,
        @Nullable Instant closedAt,
        @Nullable IncidentOutcome outcome,
        List<Symptom> symptoms,
        List<Cause> causes)
        implements Fact {
    public Incident {
        symptoms = symptoms instanceof Symptoms indexed ? indexed : new Symptoms(symptoms);
        causes = List.copyOf(causes);
        if ((state == IncidentState.CLOSED) != (closedAt != null && outcome != null)) {
            throw new IllegalArgumentException("incident " + id + " in state " + state + " with closedAt " + closedAt
                    + " and outcome " + outcome + ": exactly a closed incident has both");
        }
    }

    /// Whether it is not over yet, whatever is being done about it.
    public boolean open() {
        return state != IncidentState.CLOSED;
    }

    /// Services it is about: where its root, its symptoms and its suspects are.
    public Set<EntityId> services() {
        Set<EntityId> services = new LinkedHashSet<>();
        services.add(entity.service());
        symptoms.forEach(symptom -> services.add(symptom.entity().service()));
        causes.forEach(cause -> services.add(cause.entity().service()));
        return services;
    }

    /// How much it matters; rules compare its name: `severity.name() == "LOW"`.
    public Severity severity() {
        boolean felt = symptoms.isEmpty()
                || symptoms.stream().map(symptom -> symptom.meaning().role()).anyMatch(Incident::felt);
        return felt ? Severity.HIGH : Severity.LOW;
    }

    /// Whether its severity is high.
    public boolean felt() {
        return severity() == Severity.HIGH;
    }

    /// Whether users feel it at present: what was felt for a moment, and is not any more, is no reason
    /// to wake anybody. Replicas that are missing may be missed any moment, also once the band is used to it: their
    /// symptom is taken off when they are back.
    public boolean hurts() {
        return symptoms.isEmpty()
                || symptoms.stream()
                        .anyMatch(symptom -> felt(symptom.meaning().role())
                                && (symptom.there() || symptom.meaning().role() == SignalRole.READINESS));
    }

    private static boolean felt(SignalRole role) {
        return role.userFacing() || role.outgoing() || role == SignalRole.READINESS;
    }

    /// Whether the anomaly is one of its symptoms.
    public boolean shows(Anomaly anomaly) {
        return symptoms instanceof Symptoms indexed && indexed.show(anomaly);
    }

    @Override
    public String describe() {
        return "incident " + id + ": " + title;
    }
}
