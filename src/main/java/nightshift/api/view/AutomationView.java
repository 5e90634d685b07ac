package nightshift.api.view;

import java.time.Instant;
import java.util.Optional;
import nightshift.fact.decision.Command;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Whether Nightshift may act.
@Schema(name = "Automation", description = "Whether Nightshift may act; by whom, why and since when it may not")
public record AutomationView(
        @Schema(description = "active or paused") String state,
        @Nullable String by,
        @Nullable String reason,
        @Nullable Instant since) {
    public static AutomationView of(Optional<Command.Pause> pause) {
        return pause.map(it -> new AutomationView("paused", it.principal(), it.reason(), it.at()))
                .orElseGet(() -> new AutomationView("active", null, null, null));
    }
}
