package nightshift.api.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.HistoryPoint;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.SignalDomain;
import nightshift.fact.telemetry.SignalFamily;
import nightshift.fact.telemetry.SignalKind;
import nightshift.fact.telemetry.SignalRole;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// One series: its last window and, when asked for alone, its recent past.
@Schema(name = "Series", description = "One signal of one entity: its last closed window and what was expected of it")
public record SeriesView(
        @Schema(description = "opaque; for /series/{id}") String id,
        EntityView entity,
        @Schema(examples = "http.server.request.duration") String signal,

        @Schema(description = "what it tells about its entity", examples = "request_latency") @Words(SignalRole.class)
        String role,

        @Schema(description = "who measures it", examples = "http_server") @Words(SignalFamily.class)
        String family,

        @Schema(description = "UCUM", examples = "s") String unit,

        @Schema(description = "which percentile of the observations the value is; 0 when it is none", examples = "95")
        int percentile,

        @Schema(description = "which values it can have: ratio (0..1), count, duration (not negative), free")
        @Words(SignalDomain.class)
        String domain,

        @Schema(description = "gauge, rate or histogram") @Words(SignalKind.class)
        String kind,

        @Schema(description = "what tells it from the entity's other series of the signal")
        Map<String, String> attributes,

        @Schema(description = "end of the last closed window")
        Instant at,

        @Nullable Double value,

        @Schema(description = "mean, p50 and p99 beside a value that is a percentile; null otherwise") @Nullable
        SpreadView spread,

        BandView expected,

        @Schema(description = "that the value is abnormal, in [0,1]")
        double confidence,

        @Schema(description = "how many windows it has had; 0 when it is no longer live")
        int rows,

        @Schema(description = "new level since: when it shifted to where it belongs now; null when it always was there")
        @Nullable
        Instant levelSince,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "a stretch of the past, oldest first; only when one series is asked for")
        @Nullable
        List<PointView> points) {

    public static SeriesView of(Reading reading) {
        return of(reading, null);
    }

    public static SeriesView withPast(Reading reading, List<HistoryPoint> past) {
        return of(reading, past.stream().map(PointView::of).toList());
    }

    /// A series of which only kept windows are left: the last of those that are shown stands for it.
    public static SeriesView noLongerLive(SeriesKey key, @Nullable List<HistoryPoint> past) {
        HistoryPoint last = past == null || past.isEmpty() ? null : past.getLast();
        Band band = last == null ? null : last.expected();
        Reading stand = new Reading(
                key,
                last == null ? Instant.EPOCH : last.at(),
                last == null ? Double.NaN : last.value(),
                band == null ? new Band(0, 0, 0) : band,
                last == null ? 0 : last.confidence(),
                0,
                Duration.ZERO,
                null,
                null,
                Double.NaN);
        return of(stand, past == null ? null : past.stream().map(PointView::of).toList());
    }

    private static SeriesView of(Reading reading, @Nullable List<PointView> points) {
        SeriesKey key = reading.key();
        return new SeriesView(
                id(key),
                EntityView.of(key.entity()),
                key.signal().name(),
                Word.of(key.signal().role()),
                Word.of(key.signal().family()),
                key.signal().unit(),
                key.signal().meaning().percentile(),
                Word.of(key.signal().domain()),
                Word.of(key.signal().kind()),
                key.attributes(),
                reading.windowEnd(),
                BandView.finite(reading.value()),
                SpreadView.of(reading.spread()),
                BandView.of(reading.expected()),
                reading.confidence(),
                reading.rows(),
                reading.levelSince(),
                points);
    }

    /// A name that needs no escaping in a path, though entities, signals and routes have slashes in theirs.
    public static String id(SeriesKey key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.text().getBytes(StandardCharsets.UTF_8));
    }

    /// How what is behind a percentile was distributed.
    @Schema(name = "Spread", description = "How the observations were distributed, in the unit of the series")
    public record SpreadView(double mean, double p50, double p99) {
        static @Nullable SpreadView of(Reading.@Nullable Spread spread) {
            return spread == null ? null : new SpreadView(spread.mean(), spread.p50(), spread.p99());
        }
    }

    /// One closed window.
    @Schema(name = "Point", description = "One closed window")
    public record PointView(
            @Schema(description = "its end") Instant at,
            @Nullable Double value,

            @Schema(description = "null while the series was too young") @Nullable
            BandView expected,

            double confidence,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Schema(description = "mean, p50 and p99 beside a value that is a percentile, as far as they are kept")
            @Nullable
            SpreadView spread) {
        static PointView of(HistoryPoint point) {
            return new PointView(
                    point.at(),
                    BandView.finite(point.value()),
                    point.expected() == null ? null : BandView.of(point.expected()),
                    point.confidence(),
                    SpreadView.of(point.spread()));
        }
    }
}
