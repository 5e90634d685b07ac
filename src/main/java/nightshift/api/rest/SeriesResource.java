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
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nightshift.api.view.PageView;
import nightshift.api.view.Problem;
import nightshift.api.view.ReceiptView;
import nightshift.api.view.SeriesView;
import nightshift.fact.Assessment;
import nightshift.fact.decision.Command;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.SignalRole;
import nightshift.loop.Nightshift;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The signals that are live.
@Path("/api/v1/series")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "series", description = "The signals that are live, what was expected of them, and their recent past")
@APIResponse(
        responseCode = "default",
        description = "What is wrong and what was expected",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
class SeriesResource {
    private final Nightshift nightshift;
    private final Orders orders;

    @Inject
    SeriesResource(Nightshift nightshift, Orders orders) {
        this.nightshift = nightshift;
        this.orders = orders;
    }

    @GET
    @Operation(summary = "List live series, by entity and signal")
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
                    @Nullable
                    String role,
            @Parameter(description = "`next` of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "1 to 500, 50 if absent") @QueryParam("limit") @Nullable String limit) {
        SignalRole telling = Filter.word("role", role, SignalRole.class);
        EntityId exactly = Filter.entity("entity", entity);
        String after = cursor == null ? "" : text("cursor", cursor);
        int most = Filter.limit(limit);
        List<Reading> found = readings().stream()
                .filter(it -> exactly == null || it.key().entity().equals(exactly))
                .filter(it ->
                        service == null || it.key().entity().service().name().equals(service))
                .filter(it -> signal == null || it.key().signal().name().equals(signal))
                .filter(it -> telling == null || it.key().signal().role() == telling)
                .filter(it -> it.key().text().compareTo(after) > 0)
                .sorted(Comparator.comparing(it -> it.key().text()))
                .limit(most + 1L)
                .toList();
        boolean more = found.size() > most;
        List<SeriesView> items = found.stream().limit(most).map(SeriesView::of).toList();
        return new PageView<>(items, more ? items.getLast().id() : null);
    }

    @GET
    @Path("{id}")
    @Operation(
            summary = "Get one series with its recent past",
            description = "Value, expected band and confidence of each closed window, for a plot")
    public SeriesView get(@PathParam("id") String id) {
        String text = text("id", id);
        Reading reading = find(text).orElseThrow(() -> ProblemException.notFound("live series", text));
        return SeriesView.withPast(reading, nightshift.history(reading.key()));
    }

    @POST
    @Path("{id}/relearn")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Declare an excursion normal",
            description = "Where the series is now becomes its normal course with the next turn. Without this only what"
                    + " came back at the same time of three days or weeks, or has stayed for six hours, with the objective"
                    + " kept, becomes normal.")
    @APIResponse(
            responseCode = "202",
            description = "Journalled",
            content = @Content(schema = @Schema(implementation = ReceiptView.class)))
    public Response relearn(@PathParam("id") String id, Orders.@Nullable Reason body, @Context SecurityContext caller) {
        String text = text("id", id);
        Reading reading = find(text).orElseThrow(() -> ProblemException.notFound("live series", text));
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

    private Optional<Reading> find(String text) {
        String[] parts = text.split("\\|", 3);
        if (parts.length < 2 || nightshift.assessment().isEmpty()) {
            return Optional.empty();
        }
        EntityId entity;
        try {
            entity = EntityId.parse(parts[0]);
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
        return nightshift.assessment().stream()
                .flatMap(belief -> belief.readings().of(entity, parts[1]).stream())
                .filter(reading -> reading.key().text().equals(text))
                .findFirst();
    }

    private List<Reading> readings() {
        return nightshift
                .assessment()
                .map(Assessment::readings)
                .map(it -> it.all())
                .orElse(List.of());
    }

    private static String text(String name, String id) {
        try {
            return new String(Base64.getUrlDecoder().decode(id), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException unreadable) {
            throw ProblemException.invalid(name, "what the list of series says");
        }
    }
}
