package nightshift.api.overview;

import java.util.List;
import nightshift.api.view.Word;
import nightshift.api.view.Words;
import nightshift.loop.Health;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Whether the server can do its work.
@Schema(name = "Health", description = "Whether the server can do its work")
public record HealthView(
        @Schema(description = "whether the loop turns; false asks for a restart")
        boolean live,

        boolean ready,

        @Schema(
                description = "what keeps it from all that it is there for: waiting (for a person), paused, muted,"
                        + " blind, refusing, dropping, partly_watched, rules_aside, learning; empty where nothing does")
        @Words(Health.State.class)
        List<String> states,

        @Schema(description = "one sentence each for what is not as it should be")
        List<String> reasons) {
    public static HealthView of(Health health) {
        return new HealthView(
                health.live(),
                health.ready(),
                health.states().stream().map(Word::of).toList(),
                health.reasons());
    }
}
