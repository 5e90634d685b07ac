package nightshift.api.rest;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import nightshift.api.view.ChangeView;
import nightshift.api.view.PageView;
import nightshift.fact.Assessment;
import nightshift.fact.Change;
import nightshift.loop.Nightshift;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Who changed production lately.
@Path("/api/v1/changes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "changes", description = "Who changed production lately")
class ChangeResource {
    private final Nightshift nightshift;

    @Inject
    ChangeResource(Nightshift nightshift) {
        this.nightshift = nightshift;
    }

    @GET
    @Operation(operationId = "listChanges", summary = "List the changes of the last hours, newest first")
    public PageView<ChangeView> list(
            @Parameter(description = "name of the changed service", example = "cart") @QueryParam("service") @Nullable
                    String service,
            @Parameter(description = "`next` of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "1 to 500, 50 if absent") @QueryParam("limit") @Nullable String limit) {
        List<Change> changes = nightshift.assessment().map(Assessment::changes).orElse(List.of()).stream()
                .filter(change -> service == null || change.service().name().equals(service))
                .toList();
        return Leafing.page(changes, ChangeResource::newestFirst, cursor, Filter.limit(limit))
                .map(ChangeView::of);
    }

    private static String newestFirst(Change change) {
        return Leafing.falling(change.at().toEpochMilli()) + change.id();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "tellChange",
            summary = "Tell of a change",
            description = "A deployment, a configuration, a scaling: what a diagnosis should know of. Telling the same"
                    + " id again changes nothing.")
    @APIResponse(
            responseCode = "202",
            description = "Taken; it is considered from the next turn on",
            content = @Content(schema = @Schema(implementation = ChangeView.class)))
    public Response tell(@Nullable ChangeReport report, @Context SecurityContext caller) {
        if (report == null) {
            throw new ProblemException(400, "the body is empty, expected a change as a JSON object", List.of());
        }
        Change change = report.toChange(Orders.principal(caller), nightshift.now());
        Orders.accepted(nightshift.tell(change));
        return Response.accepted(ChangeView.of(change)).build();
    }
}
