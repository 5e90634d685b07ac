package nightshift.api.rest;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import nightshift.api.view.HoldView;
import nightshift.api.view.PageView;
import nightshift.fact.decision.Hold;
import nightshift.journal.HoldQuery;
import nightshift.journal.Page;
import nightshift.loop.Nightshift;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Why not: what rules proposed and what kept it from being done.
@Path("/api/v1/holds")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "holds", description = "Why not: what rules proposed and what kept it from being done")
class HoldResource {
    private final Nightshift nightshift;

    @Inject
    HoldResource(Nightshift nightshift) {
        this.nightshift = nightshift;
    }

    @GET
    @Operation(
            operationId = "listHolds",
            summary = "List what was proposed and held, newest first",
            description = "One item for each reason that held a proposal without a break; without `until` it is held"
                    + " at present.")
    public PageView<HoldView> list(
            @Parameter(description = "id of the decision that it is, or that would come of it")
                    @QueryParam("decision")
                    @Nullable
                    String decision,
            @Parameter(description = "id of the incident") @QueryParam("incident") @Nullable String incident,
            @Parameter(description = "id of the rule", example = "db-pool-recycle") @QueryParam("rule") @Nullable
                    String rule,
            @Parameter(description = "name of the target's service", example = "cart") @QueryParam("service") @Nullable
                    String service,
            @Parameter(description = "began at or after, RFC 3339") @QueryParam("since") @Nullable String since,
            @Parameter(description = "true: only what is held at present", schema = @Schema(type = SchemaType.BOOLEAN))
                    @QueryParam("now")
                    @Nullable
                    String now,
            @Parameter(description = "`next` of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "1 to 500, 50 if absent") @QueryParam("limit") @Nullable String limit) {
        HoldQuery query = new HoldQuery(
                decision,
                incident,
                rule,
                service,
                Filter.time("since", since),
                Filter.flag("now", now),
                cursor,
                Filter.limit(limit));
        Page<Hold> page = Filter.cursor(() -> nightshift.journal().holds(query));
        return new PageView<>(page.items().stream().map(HoldView::of).toList(), page.next());
    }
}
