package nightshift.api.incident;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// One step of an incident's story.
///
/// @param step what sort of step
/// @param decision id of the decision it is about; null when it is about the incident
@Schema(name = "TimelineEntry", description = "One step of an incident's story")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TimelineEntry(
        Instant at,

        @Schema(
                description =
                        "changed, said (by the cluster), detected, explained, decided, held, approved, rejected, acted,"
                                + " verified or closed")
        String step,

        @Schema(description = "one sentence") String text,

        @Schema(description = "id of the decision it is about; absent when it is about the incident") @Nullable
        String decision) {}
