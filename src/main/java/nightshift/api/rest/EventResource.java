package nightshift.api.rest;

import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import nightshift.api.view.EventView;
import nightshift.loop.Nightshift;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What happens, as it happens.
@Path("/api/v1/events")
@Tag(name = "events", description = "What happens, as it happens")
class EventResource {
    private final Nightshift nightshift;
    private final Followers followers;

    @Inject
    EventResource(Nightshift nightshift, Followers followers) {
        this.nightshift = nightshift;
        this.followers = followers;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "followEvents",
            summary = "Follow what happens (server-sent events)",
            description =
                    "Each entry of the journal is one unnamed event: `id` is its number, `data` is {seq, at, kind,"
                            + " subject, body}. After a drop, a browser sends `Last-Event-ID` and misses nothing. An event named"
                            + " `turn`, without id, says that new values can be read. A comment every 15 s keeps the line open."
                            + " Who reads too slowly is let go of, and goes on from there; 503: there are too many already.")
    @APIResponse(
            responseCode = "200",
            description = "a line of events; the `data` of an unnamed one is an Event",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = EventView.class)))
    @APIResponse(responseCode = "503", description = "too many follow already: try again later")
    public Multi<OutboundSseEvent> follow(
            @Parameter(description = "go on after this entry") @HeaderParam("Last-Event-ID") @Nullable String lastId,
            @Parameter(description = "as Last-Event-ID, for clients that can't set it; 0 replays the whole journal")
                    @QueryParam("after")
                    @Nullable
                    String after,
            @Context Sse sse) {
        return followers.follow(from(lastId, after), sse);
    }

    private long from(@Nullable String lastId, @Nullable String after) {
        long last = nightshift.journal().lastSeq();
        if (lastId == null && after == null) {
            return last;
        }
        long heard = lastId == null ? number("after", String.valueOf(after)) : number("Last-Event-ID", lastId);
        // A number that this journal has not come to is that of another one, of which nothing is known here.
        return heard > last ? 0 : heard;
    }

    private static long number(String name, String value) {
        try {
            long number = Long.parseLong(value.strip());
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException unreadable) {
            throw notANumber(name, value);
        }
        throw notANumber(name, value);
    }

    private static ProblemException notANumber(String name, String value) {
        return ProblemException.invalid(name, "the number of a journal entry, got '" + value + "'");
    }
}
