package nightshift.api.overview;

import java.util.List;
import nightshift.loop.Health;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Whether the server can do its work.
@Schema(name = "Health", description = "Whether the server can do its work")
public record HealthView(
        @Schema(description = "whether the loop turns; false asks for a restart")
        boolean live,

        boolean ready,

        @Schema(description = "one sentence each for what is not as it should be")
        List<String> reasons) {
    public static HealthView of(Health health) {
        return new HealthView(health.live(), health.ready(), health.reasons());
    }
}
