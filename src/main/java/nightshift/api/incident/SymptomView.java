package nightshift.api.incident;

import java.time.Instant;
import nightshift.api.view.BandView;
import nightshift.api.view.EntityView;
import nightshift.api.view.Word;
import nightshift.api.view.Words;
import nightshift.fact.Symptom;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.SignalDomain;
import nightshift.fact.telemetry.SignalRole;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// One signal that left its band and belongs to an incident.
@Schema(name = "Symptom", description = "One signal that left its band and belongs to the incident")
public record SymptomView(
        EntityView entity,
        @Schema(examples = "db.client.operation.duration") String signal,

        @Schema(description = "what it tells about its entity", examples = "request_latency") @Words(SignalRole.class)
        String role,

        @Schema(description = "UCUM", examples = "s") String unit,

        @Schema(description = "which percentile of the observations the value is; 0 when it is none", examples = "95")
        int percentile,

        @Schema(description = "ratio, count, duration or free") @Words(SignalDomain.class)
        String domain,

        @Schema(description = "up or down") @Words(Direction.class)
        String direction,

        @Schema(description = "1 minus the tail probability of so large a residual, the highest it had")
        double confidence,

        Instant since,
        @Nullable Double value,

        @Schema(description = "the band from before the incident")
        BandView expected) {
    static SymptomView of(Symptom symptom) {
        return new SymptomView(
                EntityView.of(symptom.entity()),
                symptom.signal(),
                Word.of(symptom.meaning().role()),
                symptom.meaning().unit(),
                symptom.meaning().percentile(),
                Word.of(symptom.meaning().domain()),
                Word.of(symptom.direction()),
                symptom.confidence(),
                symptom.since(),
                BandView.finite(symptom.value()),
                BandView.of(symptom.expected()));
    }
}
