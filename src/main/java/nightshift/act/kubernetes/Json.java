package nightshift.act.kubernetes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import nightshift.act.kubernetes.api.LiveObject;
import nightshift.act.kubernetes.api.Mark;
import nightshift.act.target.Actuator;

/// The bodies that verbs share.
final class Json {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Json() {}

    static ObjectNode object() {
        return NODES.objectNode();
    }

    static ArrayNode array() {
        return NODES.arrayNode();
    }

    /// A merge patch of an object as it was read, with the decision's id on it.
    static ObjectNode patch(LiveObject live, Actuator.Order order) {
        ObjectNode patch = object();
        patch.putObject("metadata")
                .put("resourceVersion", live.resourceVersion())
                .putObject("annotations")
                .put(Mark.ACTION_ID, order.id());
        return patch;
    }
}
