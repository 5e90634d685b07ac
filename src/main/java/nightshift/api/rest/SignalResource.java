package nightshift.api.rest;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import nightshift.api.view.PageView;
import nightshift.api.view.UnmappedView;
import nightshift.fact.telemetry.UnmappedSignal;
import nightshift.loop.Nightshift;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What signals mean, and which mean nothing to us.
@Path("/api/v1/signals")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "signals", description = "What is sent, as far as it was understood")
class SignalResource {
    private final Nightshift nightshift;

    @Inject
    SignalResource(Nightshift nightshift) {
        this.nightshift = nightshift;
    }

    @GET
    @Path("unmapped")
    @Operation(
            operationId = "listUnmappedSignals",
            summary = "List metrics that were not understood, most points first",
            description =
                    "They are kept and shown like all others, but no symptom comes of them. A metric is understood"
                            + " when the signal dictionary names it or the form of its name says what it is. At most 1,000 names"
                            + " are told apart; what comes under more is counted as `(more)`.")
    public PageView<UnmappedView> unmapped(
            @Parameter(description = "`next` of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "1 to 500, 50 if absent") @QueryParam("limit") @Nullable String limit) {
        return Leafing.page(nightshift.unmapped(), SignalResource::mostFirst, cursor, Filter.limit(limit))
                .map(UnmappedView::of);
    }

    private static String mostFirst(UnmappedSignal signal) {
        return Leafing.falling(signal.points()) + signal.name() + "\n" + signal.unit();
    }
}
