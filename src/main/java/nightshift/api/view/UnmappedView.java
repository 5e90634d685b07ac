package nightshift.api.view;

import nightshift.fact.telemetry.UnmappedSignal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A metric that was not understood.
@Schema(name = "UnmappedSignal", description = "A metric that is kept and shown, but never looked at as a symptom")
public record UnmappedView(
        @Schema(description = "as sent", examples = "my.queue.age")
        String name,

        @Schema(description = "as sent; empty if none") String unit,

        @Schema(description = "how many came since the start")
        long points,

        @Schema(description = "how many time series of it were met")
        long series,

        @Schema(description = "one of those that it was sent of")
        EntityView example) {
    public static UnmappedView of(UnmappedSignal it) {
        return new UnmappedView(it.name(), it.unit(), it.points(), it.series(), EntityView.of(it.example()));
    }
}
