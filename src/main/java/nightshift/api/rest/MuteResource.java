package nightshift.api.rest;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.time.Instant;
import java.util.List;
import nightshift.api.view.MuteView;
import nightshift.api.view.PageView;
import nightshift.api.view.ReceiptView;
import nightshift.api.view.Word;
import nightshift.api.view.Words;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.Mute;
import nightshift.loop.Nightshift;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What people have muted.
@Path("/api/v1/mutes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "mutes", description = "What is not acted on for a time, and nobody is woken for; maintenance windows")
class MuteResource {
    private final Nightshift nightshift;
    private final Orders orders;

    @Inject
    MuteResource(Nightshift nightshift, Orders orders) {
        this.nightshift = nightshift;
        this.orders = orders;
    }

    @GET
    @Operation(
            operationId = "listMutes",
            summary = "List the mutes that stand, oldest first",
            description = "With `state` those in one state; of those that have ended the newest, newest first.")
    public PageView<MuteView> list(
            @Parameter(description = "active, pending, expired or lifted")
                    @QueryParam("state")
                    @Words(State.class)
                    @Nullable
                    String state,
            @Parameter(description = "`next` of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "1 to 500, 50 if absent") @QueryParam("limit") @Nullable String limit) {
        State wanted = Filter.word("state", state, State.class);
        Instant now = nightshift.now();
        boolean ended = wanted == State.EXPIRED || wanted == State.LIFTED;
        List<MuteView> all = ended
                ? nightshift.journal().mutes(Filter.MOST).stream()
                        .map(kept -> MuteView.of(kept, now))
                        .toList()
                : nightshift.mutes().stream()
                        .filter(mute -> !mute.expired(now))
                        .map(mute -> MuteView.of(mute, now))
                        .toList();
        List<MuteView> found = all.stream()
                .filter(view -> wanted == null || view.state().equals(state(wanted)))
                .toList();
        return Leafing.page(found, view -> key(view, ended), cursor, Filter.limit(limit));
    }

    private static String key(MuteView view, boolean newestFirst) {
        long made = view.made().toEpochMilli();
        return (newestFirst ? Leafing.falling(made) : Leafing.rising(made)) + view.id();
    }

    /// Where a mute is.
    private enum State {
        ACTIVE,
        PENDING,
        EXPIRED,
        LIFTED
    }

    private static String state(State wanted) {
        return Word.of(wanted);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getMute", summary = "Get one mute, whether it stands or not")
    public MuteView get(@PathParam("id") String id) {
        return nightshift
                .journal()
                .mute(id)
                .map(kept -> MuteView.of(kept, nightshift.now()))
                .orElseThrow(() -> ProblemException.notFound("mute", id));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "makeMute",
            summary = "Mute something",
            description = "While it holds nothing that it is about is begun, and nobody is woken for it; what is under"
                    + " way is still verified, and undone if it must be. Journalled with your name before the reply,"
                    + " applied in the next turn.")
    @APIResponse(
            responseCode = "202",
            description = "Journalled",
            content = @Content(schema = @Schema(implementation = MuteView.class)))
    @APIResponse(responseCode = "409", description = "as many stand as may")
    public Response make(@Nullable MuteOrder body, @Context SecurityContext caller) {
        if (body == null) {
            throw ProblemException.invalid("service", "what is to be muted, until when, and why");
        }
        int most = nightshift.muteLimits().most();
        if (nightshift.mutes().size() >= most) {
            throw new ProblemException(409, most + " mutes stand, and no more may; lift one first", List.of());
        }
        Instant now = nightshift.now();
        Mute mute = body.toMute(Orders.principal(caller), now, nightshift.muteLimits());
        Orders.accepted(nightshift.submit(new Command.MakeMute(mute)));
        return Response.accepted(MuteView.of(mute, now)).build();
    }

    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "liftMute",
            summary = "Lift a mute before its time",
            description =
                    "Journalled with your name before the reply, applied in the next turn. 409 when it has ended.")
    @APIResponse(
            responseCode = "202",
            description = "Journalled",
            content = @Content(schema = @Schema(implementation = ReceiptView.class)))
    @APIResponse(responseCode = "409", description = "it has ended")
    public Response lift(
            @PathParam("id") String id,
            @Parameter(description = "why, in your words") @QueryParam("reason") @Nullable String reason,
            @Context SecurityContext caller) {
        if (nightshift.mutes().stream().noneMatch(mute -> mute.id().equals(id))) {
            throw new ProblemException(409, "mute " + id + " does not stand; it is " + get(id).state(), List.of());
        }
        return orders.place((principal, why, at) -> new Command.LiftMute(id, principal, why, at), reason, caller);
    }
}
