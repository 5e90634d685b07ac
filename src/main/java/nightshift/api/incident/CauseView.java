package nightshift.api.incident;

import java.util.List;
import nightshift.api.view.EntityView;
import nightshift.api.view.Word;
import nightshift.api.view.Words;
import nightshift.fact.Cause;
import nightshift.fact.FailureKind;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// One candidate for the root cause.
@Schema(name = "Cause", description = "One candidate for the root cause; those of one incident sum to 1")
public record CauseView(
        EntityView entity,

        @Schema(description = "saturation, bad_deployment, dependency_slow, crash, surge, slow_by_itself or unknown")
        @Words(FailureKind.class)
        String kind,

        double probability,

        @Schema(description = "from what shows the symptom to the cause, along observed calls")
        List<EntityView> path,

        @Schema(description = "one sentence on what speaks for it")
        String because) {
    static CauseView of(Cause cause) {
        return new CauseView(
                EntityView.of(cause.entity()),
                Word.of(cause.kind()),
                cause.probability(),
                cause.path().stream().map(EntityView::of).toList(),
                cause.because());
    }
}
