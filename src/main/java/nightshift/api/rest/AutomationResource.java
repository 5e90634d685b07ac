package nightshift.api.rest;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import nightshift.api.view.AutomationView;
import nightshift.api.view.ReceiptView;
import nightshift.fact.decision.Command;
import nightshift.loop.Nightshift;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The kill switch.
@Path("/api/v1/automation")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "automation", description = "The kill switch: while paused, nothing is dispatched")
class AutomationResource {
    private final Nightshift nightshift;
    private final Orders orders;

    @Inject
    AutomationResource(Nightshift nightshift, Orders orders) {
        this.nightshift = nightshift;
        this.orders = orders;
    }

    @GET
    @Operation(operationId = "getAutomation", summary = "Whether Nightshift may act")
    public AutomationView get() {
        return AutomationView.of(nightshift.journal().pause());
    }

    @POST
    @Path("pause")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "pauseAutomation",
            summary = "Stop acting",
            description = "It goes on observing and deciding; nothing is dispatched until somebody resumes, not even"
                    + " after a restart. In a hurry the reason may be left out.")
    @APIResponse(
            responseCode = "202",
            description = "Journalled",
            content = @Content(schema = @Schema(implementation = ReceiptView.class)))
    public Response pause(
            @RequestBody(required = false) Orders.@Nullable Reason body, @Context SecurityContext caller) {
        return orders.place(Command.Pause::new, body == null ? null : body.reason(), caller);
    }

    @POST
    @Path("resume")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "resumeAutomation", summary = "Act again")
    @APIResponse(
            responseCode = "202",
            description = "Journalled",
            content = @Content(schema = @Schema(implementation = ReceiptView.class)))
    public Response resume(
            @RequestBody(required = false) Orders.@Nullable Reason body, @Context SecurityContext caller) {
        return orders.place(Command.Resume::new, body == null ? null : body.reason(), caller);
    }
}
