package nightshift.api.rest;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nightshift.api.overview.ServiceBoard;
import nightshift.api.overview.ServiceState;
import nightshift.api.overview.ServicesView;
import nightshift.api.view.PageView;
import nightshift.api.view.Word;
import nightshift.api.view.Words;
import nightshift.fact.telemetry.EntityId;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The services, the worst first.
@Path("/api/v1/services")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "services", description = "How each service is, the worst first")
class ServiceResource {
    private final Services services;

    @Inject
    ServiceResource(Services services) {
        this.services = services;
    }

    @GET
    @Operation(
            operationId = "listServices",
            summary = "List services, the worst first",
            description = "Those that wait for a person, then those with an open incident (the newest first), with a"
                    + " signal outside of its band (the most first), silent ones, those whose normal is still learned, and"
                    + " the quiet ones by name. Each with what it answers, beside the band.")
    public ServicesView list(
            @Parameter(
                            description = "part of the name, the namespace or `namespace/name`, in any case",
                            example = "cart")
                    @QueryParam("q")
                    @Nullable
                    String q,
            @Parameter(description = "waiting, incident, symptom, blind, learning or quiet")
                    @QueryParam("state")
                    @Words(ServiceState.class)
                    @Nullable
                    String state,
            @Parameter(description = "`next` of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "1 to 500, 50 if absent") @QueryParam("limit") @Nullable String limit) {
        ServiceState only = Filter.word("state", state, ServiceState.class);
        int most = Filter.limit(limit);
        String sought = q == null ? "" : q.strip().toLowerCase(Locale.ROOT);
        List<ServiceBoard.Row> matching = services.all().stream()
                .filter(row -> matches(row.entity(), sought))
                .toList();
        List<ServiceBoard.Row> wanted = only == null
                ? matching
                : matching.stream().filter(row -> row.state() == only).toList();
        PageView<ServiceBoard.Row> page = Leafing.page(wanted, ServiceBoard.Row::key, cursor, most);
        return new ServicesView(
                page.items().stream().map(ServiceBoard.Row::view).toList(),
                page.next(),
                wanted.size(),
                count(matching));
    }

    private static boolean matches(EntityId entity, String sought) {
        String whole = entity.namespace() + "/" + entity.name();
        return sought.isEmpty() || whole.toLowerCase(Locale.ROOT).contains(sought);
    }

    private static Map<String, Long> count(List<ServiceBoard.Row> rows) {
        Map<ServiceState, Long> counts = new EnumMap<>(ServiceState.class);
        rows.forEach(row -> counts.merge(row.state(), 1L, Long::sum));
        Map<String, Long> words = new LinkedHashMap<>();
        counts.forEach((state, count) -> words.put(Word.of(state), count));
        return words;
    }
}
