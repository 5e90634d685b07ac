package nightshift.api;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Whether Nightshift may act.
@Schema(name = "Automation", description = "Whether Nightshift may act")
public record AutomationView(
        @Schema(description = "active or paused") String state) {
    public static AutomationView of(boolean paused) {
        return new AutomationView(paused ? "paused" : "active");
    }
}
