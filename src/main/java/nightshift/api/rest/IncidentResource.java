package nightshift.api.rest;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import nightshift.api.incident.GraphView;
import nightshift.api.incident.IncidentView;
import nightshift.api.incident.Timeline;
import nightshift.api.incident.TimelineEntry;
import nightshift.api.view.PageView;
import nightshift.api.view.Words;
import nightshift.fact.Assessment;
import nightshift.fact.Change;
import nightshift.fact.Dependency;
import nightshift.fact.Incident;
import nightshift.fact.IncidentState;
import nightshift.fact.decision.Hold;
import nightshift.fact.decision.Remedy;
import nightshift.journal.DecisionQuery;
import nightshift.journal.HoldQuery;
import nightshift.journal.IncidentQuery;
import nightshift.journal.Page;
import nightshift.loop.Nightshift;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What is wrong and what was wrong.
@Path("/api/v1/incidents")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "incidents", description = "What is wrong and what was wrong")
class IncidentResource {
    private static final int MOST_DECISIONS = 500;

    private final Nightshift nightshift;

    @Inject
    IncidentResource(Nightshift nightshift) {
        this.nightshift = nightshift;
    }

    @GET
    @Operation(operationId = "listIncidents", summary = "List incidents, newest first")
    public PageView<IncidentView> list(
            @Parameter(description = "open, acting, verifying or closed")
                    @QueryParam("state")
                    @Words(IncidentState.class)
                    @Nullable
                    String state,
            @Parameter(description = "name of the service it is about", example = "cart")
                    @QueryParam("service")
                    @Nullable
                    String service,
            @Parameter(description = "opened at or after, RFC 3339") @QueryParam("since") @Nullable String since,
            @Parameter(
                            description = "true leaves symptoms and all causes but the first out: for a list",
                            schema = @Schema(type = SchemaType.BOOLEAN))
                    @QueryParam("brief")
                    @Nullable
                    String brief,
            @Parameter(description = "`next` of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "1 to 500, 50 if absent") @QueryParam("limit") @Nullable String limit) {
        boolean first = Filter.flag("brief", brief);
        IncidentQuery query = new IncidentQuery(
                Filter.word("state", state, IncidentState.class),
                service,
                Filter.time("since", since),
                cursor,
                Filter.limit(limit));
        Page<Incident> page = Filter.cursor(() -> nightshift.journal().incidents(query));
        Map<String, List<String>> decisions = nightshift
                .journal()
                .decisionIds(page.items().stream().map(Incident::id).toList());
        List<IncidentView> items = page.items().stream()
                .map(incident -> IncidentView.of(incident, decisions.getOrDefault(incident.id(), List.of())))
                .map(view -> first ? view.brief() : view)
                .toList();
        return new PageView<>(items, page.next(), nightshift.journal().count(query));
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getIncident", summary = "Get one incident")
    public IncidentView get(@PathParam("id") String id) {
        return view(find(id));
    }

    @GET
    @Path("{id}/timeline")
    @Operation(
            operationId = "getIncidentTimeline",
            summary = "Tell an incident's story",
            description =
                    "What had changed, what was seen, why it was, what was decided, done and proven; oldest first")
    public List<TimelineEntry> timeline(@PathParam("id") String id) {
        Incident incident = find(id);
        List<Change> changes = nightshift.assessment().map(Assessment::changes).orElse(List.of());
        return Timeline.of(
                incident,
                decisions(id),
                changes,
                holds(id),
                nightshift.journal().timeline(id));
    }

    @GET
    @Path("{id}/graph")
    @Operation(
            operationId = "getIncidentGraph",
            summary = "Get the graph around an incident's cause",
            description = "Who shows the symptoms, who may be the cause, and the observed calls between them")
    public GraphView graph(@PathParam("id") String id) {
        Incident incident = find(id);
        List<Dependency> dependencies =
                nightshift.assessment().map(Assessment::dependencies).orElse(List.of());
        return GraphView.of(incident, dependencies);
    }

    private Incident find(String id) {
        return nightshift.journal().incident(id).orElseThrow(() -> ProblemException.notFound("incident", id));
    }

    private IncidentView view(Incident incident) {
        List<String> ids =
                nightshift.journal().decisionIds(List.of(incident.id())).getOrDefault(incident.id(), List.of());
        return IncidentView.of(incident, ids);
    }

    private List<Hold> holds(String incident) {
        return nightshift
                .journal()
                .holds(HoldQuery.ofIncident(incident, MOST_DECISIONS))
                .items();
    }

    private List<Remedy> decisions(String incident) {
        DecisionQuery query = new DecisionQuery(null, null, null, incident, null, null, MOST_DECISIONS);
        return nightshift.journal().decisions(query).items().reversed();
    }
}
