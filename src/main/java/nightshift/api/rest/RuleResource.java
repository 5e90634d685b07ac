package nightshift.api.rest;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import nightshift.api.view.ReceiptView;
import nightshift.api.view.RulebookView;
import nightshift.api.view.Word;
import nightshift.fact.RuleMode;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.RuleStatus;
import nightshift.fact.decision.RulebookStatus;
import nightshift.loop.Nightshift;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The rules in force, and how far each may go.
@Path("/api/v1/rules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "rules", description = "The rules in force, what is wrong with the files, and how far each rule may go")
class RuleResource {
    private final Nightshift nightshift;
    private final Orders orders;

    @Inject
    RuleResource(Nightshift nightshift, Orders orders) {
        this.nightshift = nightshift;
        this.orders = orders;
    }

    @GET
    @Operation(operationId = "listRules", summary = "List the live rules and the problems of the files")
    public RulebookView list(
            @Parameter(description = "`next` of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "of rules, 1 to 500, 500 if absent") @QueryParam("limit") @Nullable String limit) {
        RulebookStatus book = nightshift.rules();
        int most = limit == null ? Filter.MOST : Filter.limit(limit);
        return RulebookView.of(book, Leafing.page(book.rules(), RuleResource::healingFirst, cursor, most));
    }

    private static String healingFirst(RuleStatus rule) {
        return (rule.policy() ? "policy" : "healing") + "\n" + rule.file() + "\n" + Leafing.rising(rule.line())
                + rule.id();
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getRule", summary = "Get one live rule")
    public RulebookView.RuleView get(@PathParam("id") String id) {
        return RulebookView.RuleView.of(find(id));
    }

    @PUT
    @Path("{id}/mode")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "setRuleMode",
            summary = "Set how far a healing rule may go",
            description = "The effective mode is the lower of this and the file's. Journalled with your name before the"
                    + " reply, applied in the next turn.")
    @APIResponse(
            responseCode = "202",
            description = "Journalled",
            content = @Content(schema = @Schema(implementation = ReceiptView.class)))
    public Response setMode(@PathParam("id") String id, @Nullable ModeOrder body, @Context SecurityContext caller) {
        RuleStatus rule = find(id);
        if (rule.policy()) {
            throw ProblemException.invalid("id", "a healing rule; " + id + " is a policy, and policies have no mode");
        }
        RuleMode mode = Filter.word("mode", body == null ? null : body.mode(), RuleMode.class);
        if (mode == null) {
            throw ProblemException.invalid("mode", "one of " + Word.all(RuleMode.class));
        }
        return orders.place(
                (principal, reason, at) -> new Command.SetMode(id, mode, principal, reason, at),
                body == null ? null : body.reason(),
                caller);
    }

    /// How far the rule may go from now on.
    record ModeOrder(
            @Schema(description = "shadow, suggest, approve or auto") @Nullable
            String mode,

            @Schema(description = "why, in your words") @Nullable
            String reason) {}

    private RuleStatus find(String id) {
        return nightshift.rules().rules().stream()
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("live rule", id));
    }
}
