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
import java.util.List;
import nightshift.api.view.DecisionView;
import nightshift.api.view.PageView;
import nightshift.api.view.ReceiptView;
import nightshift.api.view.Word;
import nightshift.api.view.Words;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Remedy;
import nightshift.journal.DecisionQuery;
import nightshift.journal.Page;
import nightshift.loop.Nightshift;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What rules wanted done, and a person's word on it.
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "decisions", description = "What rules wanted done, why, and what came of it")
class DecisionResource {
    private final Nightshift nightshift;
    private final Orders orders;

    @Inject
    DecisionResource(Nightshift nightshift, Orders orders) {
        this.nightshift = nightshift;
        this.orders = orders;
    }

    @GET
    @Path("decisions")
    @Operation(operationId = "listDecisions", summary = "List decisions, newest first")
    public PageView<DecisionView> list(
            @Parameter(description = "one of the states of a decision", example = "healed")
                    @QueryParam("state")
                    @Words(DecisionState.class)
                    @Nullable
                    String state,
            @Parameter(description = "name of the target's service", example = "cart") @QueryParam("service") @Nullable
                    String service,
            @Parameter(description = "id of the rule", example = "db-pool-recycle") @QueryParam("rule") @Nullable
                    String rule,
            @Parameter(description = "id of the incident") @QueryParam("incident") @Nullable String incident,
            @Parameter(description = "decided at or after, RFC 3339") @QueryParam("since") @Nullable String since,
            @Parameter(description = "`next` of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "1 to 500, 50 if absent") @QueryParam("limit") @Nullable String limit) {
        return page(new DecisionQuery(
                Filter.word("state", state, DecisionState.class),
                service,
                rule,
                incident,
                Filter.time("since", since),
                cursor,
                Filter.limit(limit)));
    }

    @GET
    @Path("decisions/{id}")
    @Operation(
            operationId = "getDecision",
            summary = "Explain one decision",
            description =
                    "The facts that spoke for it with their values, the rule and its version, each guard's verdict,"
                            + " what was done and whether it helped")
    public DecisionView get(@PathParam("id") String id) {
        return DecisionView.of(find(id));
    }

    @GET
    @Path("approvals")
    @Operation(operationId = "listApprovals", summary = "List the decisions that wait for a person, newest first")
    public PageView<DecisionView> approvals(
            @Parameter(description = "`next` of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "1 to 500, 50 if absent") @QueryParam("limit") @Nullable String limit) {
        PageView<DecisionView> page = page(new DecisionQuery(
                DecisionState.AWAITING_APPROVAL, null, null, null, null, cursor, Filter.limit(limit)));
        return new PageView<>(page.items(), page.next(), nightshift.journal().count(DecisionState.AWAITING_APPROVAL));
    }

    @POST
    @Path("decisions/{id}/approve")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "approveDecision",
            summary = "Approve a decision that waits for a person",
            description = "Journalled with your name before the reply, applied in the next turn. The interlocks are"
                    + " asked again before anything is sent. 409 when it no longer waits.")
    @APIResponse(
            responseCode = "202",
            description = "Journalled",
            content = @Content(schema = @Schema(implementation = ReceiptView.class)))
    @APIResponse(responseCode = "409", description = "it no longer waits")
    public Response approve(
            @PathParam("id") String id,
            @RequestBody(required = false) Orders.@Nullable Reason body,
            @Context SecurityContext caller) {
        waiting(id);
        return orders.place(
                (principal, reason, at) -> new Command.Approve(id, principal, reason, at),
                body == null ? null : body.reason(),
                caller);
    }

    @POST
    @Path("decisions/{id}/reject")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "rejectDecision",
            summary = "Reject a decision that waits for a person",
            description = "Needs a reason. 409 when it no longer waits.")
    @APIResponse(
            responseCode = "202",
            description = "Journalled",
            content = @Content(schema = @Schema(implementation = ReceiptView.class)))
    @APIResponse(responseCode = "409", description = "it no longer waits")
    public Response reject(@PathParam("id") String id, Orders.@Nullable Reason body, @Context SecurityContext caller) {
        waiting(id);
        return orders.placeWithReason(
                (principal, reason, at) -> new Command.Reject(id, principal, reason, at),
                body == null ? null : body.reason(),
                caller);
    }

    private void waiting(String id) {
        Remedy remedy = find(id);
        if (remedy.state() != DecisionState.AWAITING_APPROVAL) {
            throw new ProblemException(
                    409, "decision " + id + " does not wait for approval, it is " + Word.of(remedy.state()), List.of());
        }
    }

    private PageView<DecisionView> page(DecisionQuery query) {
        Page<Remedy> page = Filter.cursor(() -> nightshift.journal().decisions(query));
        return new PageView<>(page.items().stream().map(DecisionView::of).toList(), page.next());
    }

    private Remedy find(String id) {
        return nightshift.journal().decision(id).orElseThrow(() -> ProblemException.notFound("decision", id));
    }
}
