package nightshift.api.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A thing that is observed, blamed or acted on.
@Schema(name = "Entity", description = "A thing that is observed, blamed or acted on")
public record EntityView(
        @Schema(
                description =
                        "cluster, namespace, node, service, workload, instance, pod, database, edge or not_in_view",
                examples = "service")
        @Words(EntityKind.class)
        String kind,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(description = "absent for the default cluster", examples = "eu-1")
        String cluster,

        @Schema(examples = "cart") String name,

        @Schema(description = "empty when the sender names none", examples = "shop")
        String namespace,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(description = "the instance of an instance, the callee of an edge; absent otherwise")
        String part,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(description = "of an edge: id of who calls", examples = "service:shop/cart")
        String caller,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(description = "of an edge: id of who is called", examples = "service:shop/payment")
        String callee,

        @Schema(description = "canonical text, accepted by the entity filters", examples = "service:shop/cart")
        String id,

        @Schema(description = "how a person says it", examples = "cart")
        String label) {
    public static EntityView of(EntityId entity) {
        String label = entity.kind() == EntityKind.NOT_IN_VIEW ? "something not in view" : entity.label();
        boolean edge = entity.kind() == EntityKind.EDGE;
        return new EntityView(
                Word.of(entity.kind()),
                entity.cluster(),
                entity.name(),
                entity.namespace(),
                entity.part(),
                edge ? entity.caller().text() : "",
                edge ? entity.callee().text() : "",
                entity.text(),
                label);
    }
}
