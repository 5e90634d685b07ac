package nightshift.api.rest;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import nightshift.api.view.PageView;
import nightshift.api.view.ReceiptView;
import nightshift.api.view.SeriesView;
import nightshift.api.view.Words;
import nightshift.fact.Assessment;
import nightshift.fact.decision.Command;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.SignalRole;
import nightshift.loop.Nightshift;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The signals that are live, and the past of those that were.
@Path("/api/v1/series")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "series", description = "The signals that are live, what was expected of them, and their recent past")
class SeriesResource {
    private static final Duration SHOWN = Duration.ofHours(1);
    /// The window that has just closed is shown too.
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final int MOST = 720;

    private final Nightshift nightshift;
    private final Orders orders;

    @Inject
    SeriesResource(Nightshift nightshift, Orders orders) {
        this.nightshift = nightshift;
        this.orders = orders;
    }

    @GET
    @Operation(operationId = "listSeries", summary = "List live series, by entity and signal")
    public PageView<SeriesView> list(
            @Parameter(description = "name of the service, its instances included", example = "cart")
                    @QueryParam("service")
                    @Nullable
                    String service,
            @Parameter(description = "exactly this entity", example = "service:shop/cart")
                    @QueryParam("entity")
                    @Nullable
                    String entity,
            @Parameter(description = "exactly this signal", example = "http.server.request.duration")
                    @QueryParam("signal")
                    @Nullable
                    String signal,
            @Parameter(description = "signals that tell this of their entity", example = "request_latency")
                    @QueryParam("role")
                    @Words(SignalRole.class)
                    @Nullable
                    String role,
            @Parameter(description = "`next` of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "1 to 500, 50 if absent") @QueryParam("limit") @Nullable String limit) {
        SignalRole telling = Filter.word("role", role, SignalRole.class);
        EntityId exactly = Filter.entity("entity", entity);
        int most = Filter.limit(limit);
        List<Reading> found = readings().stream()
                .filter(it -> exactly == null || it.key().entity().equals(exactly))
                .filter(it ->
                        service == null || it.key().entity().service().name().equals(service))
                .filter(it -> signal == null || it.key().signal().name().equals(signal))
                .filter(it -> telling == null || it.key().signal().role() == telling)
                .toList();
        if (found.isEmpty() && exactly != null && signal != null) {
            return Leafing.page(nightshift.keptSeries(exactly, signal), SeriesKey::text, cursor, most)
                    .map(key -> SeriesView.noLongerLive(key, null));
        }
        return Leafing.page(found, it -> it.key().text(), cursor, most).map(SeriesView::of);
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "getSeries",
            summary = "Get one series with a stretch of its past",
            description = "Value, expected band and confidence of each closed window, for a plot. A series that is no"
                    + " longer live is found for as long as its windows are kept")
    public SeriesView get(
            @PathParam("id") String id,
            @Parameter(description = "an hour before `to` if absent") @QueryParam("from") @Nullable String from,
            @Parameter(
                            description =
                                    "now if absent; at most 720 windows are shown, evenly left out where there are"
                                            + " more")
                    @QueryParam("to")
                    @Nullable
                    String to) {
        String text = text(id);
        Instant last = Optional.ofNullable(Filter.time("to", to))
                .orElseGet(() -> nightshift.now().plus(STEP));
        Instant first = Optional.ofNullable(Filter.time("from", from)).orElseGet(() -> last.minus(SHOWN));
        if (!first.isBefore(last)) {
            throw ProblemException.invalid("from", "a time before `to`");
        }
        Optional<Reading> live = live(text);
        if (live.isPresent()) {
            Reading reading = live.get();
            return SeriesView.withPast(reading, nightshift.history(reading.key(), first, last, MOST));
        }
        SeriesKey kept = kept(text).orElseThrow(() -> ProblemException.notFound("series", text));
        return SeriesView.noLongerLive(kept, nightshift.history(kept, first, last, MOST));
    }

    @POST
    @Path("{id}/relearn")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "relearnSeries",
            summary = "Declare an excursion normal",
            description = "Where the series is now becomes its normal course with the next turn. Without this only what"
                    + " came back at the same time of three days or weeks, or has stayed for six hours, with the objective"
                    + " kept, becomes normal.")
    @APIResponse(
            responseCode = "202",
            description = "Journalled",
            content = @Content(schema = @Schema(implementation = ReceiptView.class)))
    @APIResponse(responseCode = "409", description = "it is within its band")
    public Response relearn(@PathParam("id") String id, Orders.@Nullable Reason body, @Context SecurityContext caller) {
        String text = text(id);
        Reading reading = live(text).orElseThrow(() -> ProblemException.notFound("live series", text));
        if (!excursion(reading)) {
            throw new ProblemException(
                    409, "the series is within its band, there is nothing to relearn: " + text, List.of());
        }
        return orders.placeWithReason(
                (principal, reason, at) -> new Command.Relearn(text, principal, reason, at),
                body == null ? null : body.reason(),
                caller);
    }

    private boolean excursion(Reading reading) {
        return nightshift.assessment().stream()
                .flatMap(belief -> belief.anomalies().stream())
                .anyMatch(anomaly -> anomaly.entity().equals(reading.key().entity())
                        && anomaly.signal().equals(reading.key().signal().name())
                        && anomaly.attributes().equals(reading.key().attributes()));
    }

    private Optional<Reading> live(String text) {
        return Named.of(text)
                .flatMap(named -> nightshift.assessment().stream()
                        .flatMap(belief -> belief.readings().of(named.entity(), named.signal()).stream())
                        .filter(reading -> reading.key().text().equals(text))
                        .findFirst());
    }

    private Optional<SeriesKey> kept(String text) {
        return Named.of(text)
                .flatMap(named -> nightshift.keptSeries(named.entity(), named.signal()).stream()
                        .filter(key -> key.text().equals(text))
                        .findFirst());
    }

    /// What the text of a series begins with.
    private record Named(EntityId entity, String signal) {
        static Optional<Named> of(String text) {
            String[] parts = text.split("\\|", 3);
            try {
                return parts.length < 2 ? Optional.empty() : Optional.of(new Named(EntityId.parse(parts[0]), parts[1]));
            } catch (IllegalArgumentException unreadable) {
                return Optional.empty();
            }
        }
    }

    private List<Reading> readings() {
        return nightshift
                .assessment()
                .map(Assessment::readings)
                .map(it -> it.all())
                .orElse(List.of());
    }

    private static String text(String id) {
        try {
            return new String(Base64.getUrlDecoder().decode(id), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException unreadable) {
            throw ProblemException.invalid("id", "what the list of series says");
        }
    }
}
