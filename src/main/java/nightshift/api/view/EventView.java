package nightshift.api.view;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import nightshift.journal.Event;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// An entry of the journal; its body is JSON already.
@Schema(name = "Event", description = "An entry of the journal")
public record EventView(
        @Schema(description = "its number, rising") long seq,

        Instant at,
        @Schema(examples = "incident.opened") String kind,
        @Schema(description = "id of what it is about") String subject,

        @JsonRawValue
        @Schema(type = SchemaType.OBJECT, implementation = Object.class, description = "fields of its kind")
        String body) {
    public static EventView of(Event event) {
        return new EventView(
                event.seq(),
                event.at(),
                event.kind(),
                event.subject(),
                event.body().isBlank() ? "{}" : event.body());
    }
}
