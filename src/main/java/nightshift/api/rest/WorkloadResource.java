package nightshift.api.rest;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import nightshift.api.view.ClusterWorkloadView;
import nightshift.api.view.EntityView;
import nightshift.api.view.PageView;
import nightshift.fact.Assessment;
import nightshift.fact.inventory.ClusterView;
import nightshift.fact.inventory.ClusterWorkload;
import nightshift.fact.inventory.Deployed;
import nightshift.fact.inventory.Inventory;
import nightshift.loop.Nightshift;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What runs in the cluster that is followed.
@Path("/api/v1/workloads")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "workloads", description = "What runs in the cluster that is followed")
class WorkloadResource {
    private final Nightshift nightshift;

    @Inject
    WorkloadResource(Nightshift nightshift) {
        this.nightshift = nightshift;
    }

    @GET
    @Operation(
            operationId = "listWorkloads",
            summary = "List the workloads of the cluster, as its API server has them, by namespace and name",
            description = "Empty where no cluster is followed (`nightshift.kubernetes.observe`), or what its API server"
                    + " said last is too old: `cluster` of the status says which.")
    public PageView<ClusterWorkloadView> list(
            @Parameter(description = "whose workloads", example = "shop") @QueryParam("namespace") @Nullable
                    String namespace,
            @Parameter(description = "a part of the name", example = "cart") @QueryParam("q") @Nullable String q,
            @Parameter(description = "`next` of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "1 to 500, 50 if absent") @QueryParam("limit") @Nullable String limit) {
        Inventory inventory = nightshift.assessment().map(Assessment::inventory).orElse(Inventory.NOTHING);
        List<ClusterWorkload> all = inventory.cluster().map(ClusterView::workloads).orElse(List.of()).stream()
                .filter(each -> namespace == null || each.entity().namespace().equals(namespace))
                .filter(each -> q == null || each.entity().name().contains(q))
                .toList();
        return Leafing.page(all, each -> each.entity().text(), cursor, Filter.limit(limit))
                .map(each -> ClusterWorkloadView.of(each, services(inventory, each), inventory.disagreements()));
    }

    private static List<EntityView> services(Inventory inventory, ClusterWorkload workload) {
        return inventory.of(workload.entity()).map(Deployed::services).orElse(List.of()).stream()
                .map(EntityView::of)
                .toList();
    }
}
