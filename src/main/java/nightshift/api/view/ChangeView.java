package nightshift.api.view;

import java.time.Instant;
import nightshift.fact.Change;
import nightshift.fact.ChangeKind;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Somebody or something changed production.
@Schema(name = "Change", description = "Somebody or something changed production")
public record ChangeView(
        String id,
        @Schema(description = "when it took effect") Instant at,
        EntityView entity,

        @Schema(description = "deployment, configuration, scaling, restart, feature_flag or other")
        @Words(ChangeKind.class)
        String kind,

        @Schema(description = "after the change; empty if it has none")
        String version,

        @Schema(description = "before the change; empty if unknown")
        String previousVersion,

        @Schema(description = "who or what did it; empty when nobody told of it and it was seen in telemetry")
        String by,

        String summary) {
    public static ChangeView of(Change change) {
        return new ChangeView(
                change.id(),
                change.at(),
                EntityView.of(change.entity()),
                Word.of(change.kind()),
                change.version(),
                change.previousVersion(),
                change.by(),
                change.summary());
    }
}
