package nightshift.api.overview;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import nightshift.api.view.BandView;
import nightshift.api.view.EntityView;
import nightshift.api.view.SeriesView;
import nightshift.api.view.Word;
import nightshift.api.view.Words;
import nightshift.fact.Incident;
import nightshift.fact.IncidentState;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.SignalDomain;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// How one service is, and what it answers.
@Schema(name = "Service", description = "How one service is, and what it answers; what it does not tell is absent")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServiceView(
        EntityView entity,

        @Schema(
                description = "waiting (for a person), incident, symptom (a signal outside of its band, no incident),"
                        + " blind (it sends nothing any more), learning or quiet",
                examples = "incident")
        @Words(ServiceState.class)
        String state,

        @Schema(description = "why it is in this state; absent when it is quiet") @Nullable
        String sentence,

        @Schema(description = "since when") @Nullable Instant since,
        @Nullable IncidentLink incident,

        @Schema(description = "signals of it and its instances that are outside of their bands now")
        int outside,

        @Schema(description = "requests answered") @Nullable FigureView requests,

        @Schema(description = "the share of errors") @Nullable
        FigureView errors,

        @Schema(description = "how long an answer takes") @Nullable
        FigureView duration) {

    /// The open incident that is about it.
    @Schema(name = "IncidentLink", description = "The open incident that is about it")
    public record IncidentLink(
            String id,
            String title,

            @Schema(description = "open, acting or verifying") @Words(IncidentState.class)
            String state) {
        static IncidentLink of(Incident incident) {
            return new IncidentLink(incident.id(), incident.title(), Word.of(incident.state()));
        }
    }

    /// One signal now, beside its band.
    @Schema(name = "Figure", description = "One signal in its last closed window, beside its band")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FigureView(
            @Schema(description = "opaque; for /series/{id}")
            String id,

            String signal,
            @Schema(description = "UCUM", examples = "s") String unit,

            @Schema(
                    description = "which percentile of the observations the value is; 0 when it is none",
                    examples = "95")
            int percentile,

            @Schema(description = "ratio, count, duration or free") @Words(SignalDomain.class)
            String domain,

            @Nullable Double value,
            @Nullable Double low,
            @Nullable Double high,

            @Schema(description = "whether it is outside of its band, and not by chance")
            boolean outside) {
        static FigureView of(Reading reading, boolean outside) {
            return new FigureView(
                    SeriesView.id(reading.key()),
                    reading.key().signal().name(),
                    reading.key().signal().unit(),
                    reading.key().signal().meaning().percentile(),
                    Word.of(reading.key().signal().domain()),
                    BandView.finite(reading.value()),
                    BandView.finite(reading.expected().low()),
                    BandView.finite(reading.expected().high()),
                    outside);
        }
    }
}
