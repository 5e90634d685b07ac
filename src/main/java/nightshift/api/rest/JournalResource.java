package nightshift.api.rest;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import nightshift.api.view.EventView;
import nightshift.api.view.PageView;
import nightshift.journal.Event;
import nightshift.loop.Nightshift;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What happened, looked at backwards.
@Path("/api/v1/journal")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "events", description = "What happens, as it happens, and what happened before")
class JournalResource {
    private final Nightshift nightshift;

    @Inject
    JournalResource(Nightshift nightshift) {
        this.nightshift = nightshift;
    }

    @GET
    @Operation(
            operationId = "listEvents",
            summary = "List what happened, newest first",
            description = "The entries of the journal that /events tells as they come.")
    public PageView<EventView> list(
            @Parameter(description = "`next` of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "1 to 500, 50 if absent") @QueryParam("limit") @Nullable String limit) {
        int most = Filter.limit(limit);
        long before = cursor == null || cursor.isBlank()
                ? Long.MAX_VALUE
                : Filter.cursor(() -> Long.parseLong(cursor.strip()));
        List<Event> found = nightshift.journal().eventsBefore(before, most + 1);
        List<Event> shown = found.subList(0, Math.min(most, found.size()));
        String next = found.size() > most ? Long.toString(shown.getLast().seq()) : null;
        return new PageView<>(shown.stream().map(EventView::of).toList(), next);
    }
}
