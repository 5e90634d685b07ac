package nightshift.api.incident;

import java.time.Instant;
import java.util.List;
import nightshift.api.view.EntityView;
import nightshift.api.view.Word;
import nightshift.api.view.Words;
import nightshift.fact.FailureKind;
import nightshift.fact.Incident;
import nightshift.fact.IncidentOutcome;
import nightshift.fact.IncidentState;
import nightshift.fact.Severity;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Symptoms that one cause explains.
@Schema(name = "Incident", description = "Symptoms that one cause explains")
public record IncidentView(
        String id,

        @Schema(description = "open, acting, verifying or closed") @Words(IncidentState.class)
        String state,

        Instant openedAt,
        @Nullable Instant closedAt,

        @Schema(description = "healed, recovered, escalated or settled; null while it is open")
        @Nullable
        @Words(IncidentOutcome.class)
        String outcome,

        String title,

        @Schema(description = "the probable root cause, or who showed the first symptom until there is one")
        EntityView entity,

        @Schema(description = "saturation, bad_deployment, dependency_slow, crash, surge, slow_by_itself or unknown")
        @Words(FailureKind.class)
        String kind,

        @Schema(description = "high when users feel it, low when only a resource is strained") @Words(Severity.class)
        String severity,

        @Schema(description = "what its severity means") String severitySentence,

        @Schema(description = "the most probable cause; null before there is one") @Nullable
        CauseView rootCause,

        @Schema(description = "all candidates, by falling probability")
        List<CauseView> causes,

        @Schema(description = "none when asked for briefly") List<SymptomView> symptoms,

        @Schema(description = "how many symptoms it has") int symptomCount,

        @Schema(description = "ids, oldest first") List<String> decisions) {
    /// @param decisions ids of the incident's decisions, oldest first
    public static IncidentView of(Incident incident, List<String> decisions) {
        List<CauseView> causes = incident.causes().stream().map(CauseView::of).toList();
        IncidentOutcome outcome = incident.outcome();
        return new IncidentView(
                incident.id(),
                Word.of(incident.state()),
                incident.openedAt(),
                incident.closedAt(),
                outcome == null ? null : Word.of(outcome),
                incident.title(),
                EntityView.of(incident.entity()),
                Word.of(incident.kind()),
                Word.of(incident.severity()),
                incident.severity().sentence(),
                causes.isEmpty() ? null : causes.getFirst(),
                causes,
                incident.symptoms().stream().map(SymptomView::of).toList(),
                incident.symptoms().size(),
                decisions);
    }

    /// What a list shows of it.
    public IncidentView brief() {
        return new IncidentView(
                id,
                state,
                openedAt,
                closedAt,
                outcome,
                title,
                entity,
                kind,
                severity,
                severitySentence,
                rootCause,
                causes.stream().limit(1).toList(),
                List.of(),
                symptomCount,
                decisions);
    }
}
