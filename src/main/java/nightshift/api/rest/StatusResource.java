package nightshift.api.rest;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import nightshift.api.incident.GraphView;
import nightshift.api.overview.HealthView;
import nightshift.api.overview.ServiceBoard;
import nightshift.api.overview.StatusView;
import nightshift.api.overview.Summary;
import nightshift.fact.Assessment;
import nightshift.fact.Dependency;
import nightshift.fact.telemetry.EntityId;
import nightshift.loop.Health;
import nightshift.loop.Nightshift;
import nightshift.loop.Pacer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// How things are right now.
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "status", description = "How things are right now")
class StatusResource {
    private final Nightshift nightshift;
    private final Pacer pacer;
    private final Services services;

    @Inject
    StatusResource(Nightshift nightshift, Pacer pacer, Services services) {
        this.services = services;
        this.nightshift = nightshift;
        this.pacer = pacer;
    }

    @GET
    @Path("status")
    @Operation(operationId = "getStatus", summary = "How things are, at a glance")
    public StatusView status() {
        return Summary.of(nightshift, pacer.health());
    }

    @GET
    @Path("health")
    @Operation(
            operationId = "getHealth",
            summary = "Whether the server can do its work",
            description = "503 when it is not ready. A paused automation, a degraded forecaster and rules with problems"
                    + " are named and leave it ready. Platforms ask /q/health/live and /q/health/ready.")
    @APIResponse(
            responseCode = "200",
            description = "it can do its work",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = HealthView.class)))
    @APIResponse(
            responseCode = "503",
            description = "it can't",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = HealthView.class)))
    public Response health() {
        Health health = pacer.health();
        return Response.status(health.ready() ? 200 : 503)
                .entity(HealthView.of(health))
                .build();
    }

    @GET
    @Path("dependencies")
    @Operation(
            operationId = "getDependencies",
            summary = "Who calls whom, as observed",
            description =
                    "With a limit only a part: what is in trouble, then who it calls and who calls it, then who is"
                            + " called most.")
    public GraphView dependencies(
            @Parameter(description = "of nodes, 1 to 500; all if absent") @QueryParam("limit") @Nullable String limit) {
        List<Dependency> calls =
                nightshift.assessment().map(Assessment::dependencies).orElse(List.of());
        if (limit == null) {
            return GraphView.of(calls);
        }
        List<EntityId> trouble = services.all().stream()
                .filter(row -> row.state().trouble())
                .map(ServiceBoard.Row::entity)
                .toList();
        return GraphView.of(calls, trouble, Filter.limit(limit));
    }
}
