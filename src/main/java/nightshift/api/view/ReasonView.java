package nightshift.api.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import nightshift.fact.Anomaly;
import nightshift.fact.Breach;
import nightshift.fact.Cause;
import nightshift.fact.Change;
import nightshift.fact.Dependency;
import nightshift.fact.Fact;
import nightshift.fact.Incident;
import nightshift.fact.Outcome;
import nightshift.fact.Regression;
import nightshift.fact.Turn;
import nightshift.fact.Workload;
import nightshift.fact.telemetry.EntityId;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// One fact that spoke for a decision, as a sentence and as values.
@Schema(
        name = "Reason",
        description = "One fact that spoke for the decision, as it was then; what does not apply is absent")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReasonView(
        @Schema(
                description =
                        "anomaly, breach, cause, change, dependency, incident, outcome, regression, turn or workload")
        String kind,

        @Schema(description = "the fact in one sentence, with its numbers")
        String text,

        @Nullable EntityView entity,
        @Nullable String signal,
        @Nullable Double value,

        @Schema(description = "the rule's threshold") @Nullable
        Double threshold,

        @Nullable BandView expected,

        @Schema(description = "confidence or probability, in [0,1]") @Nullable
        Double confidence,

        @Nullable Instant since) {
    static ReasonView of(Fact fact) {
        return switch (fact) {
            case Anomaly it ->
                new ReasonView(
                        "anomaly",
                        it.describe(),
                        EntityView.of(it.entity()),
                        it.signal(),
                        BandView.finite(it.value()),
                        null,
                        BandView.of(it.expected()),
                        it.confidence(),
                        it.since());
            case Breach it -> breach(it);
            case Regression it ->
                new ReasonView(
                        "regression",
                        it.describe(),
                        EntityView.of(it.entity()),
                        it.signal(),
                        BandView.finite(it.after()),
                        BandView.finite(it.before()),
                        null,
                        it.confidence(),
                        it.since());
            case Cause it -> plain("cause", it, it.entity(), it.probability(), null);
            case Change it -> plain("change", it, it.entity(), null, it.at());
            case Dependency it -> plain("dependency", it, it.caller(), null, it.lastSeen());
            case Incident it -> plain("incident", it, it.entity(), null, it.openedAt());
            case Outcome it -> plain("outcome", it, it.target(), null, it.at());
            case Turn it -> plain("turn", it, null, null, it.now());
            case Workload it -> plain("workload", it, it.entity(), null, it.restartedAt());
        };
    }

    private static ReasonView breach(Breach it) {
        boolean up = Double.isNaN(it.below());
        return new ReasonView(
                "breach",
                it.describe(),
                EntityView.of(it.entity()),
                it.signal(),
                BandView.finite(it.peak()),
                up ? it.above() : it.below(),
                null,
                null,
                it.since());
    }

    private static ReasonView plain(
            String kind, Fact fact, @Nullable EntityId entity, @Nullable Double confidence, @Nullable Instant since) {
        EntityView view = entity == null ? null : EntityView.of(entity);
        return new ReasonView(kind, fact.describe(), view, null, null, null, null, confidence, since);
    }
}
