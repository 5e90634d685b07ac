package nightshift.simulate.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads orders as they come over the wire.
final class OrderReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private OrderReader() {}

    /// @param order null when there is a problem
    /// @param dryRun whether only the plan is wanted
    /// @param problem null when there is none
    record Read(
            @Nullable Order order, boolean dryRun, @Nullable String problem) {}

    static Read read(String body) {
        JsonNode root;
        try {
            root = JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            return problem("the body is not JSON: " + notJson.getOriginalMessage());
        }
        for (String field : new String[] {"/id", "/type", "/target/name"}) {
            if (!root.at(field).isTextual() || root.at(field).asText().isEmpty()) {
                return problem("field '" + field.substring(1).replace('/', '.') + "' must be a text");
            }
        }
        Map<String, String> parameters = new HashMap<>();
        root.path("parameters")
                .properties()
                .forEach(one -> parameters.put(one.getKey(), one.getValue().asText()));
        Order order = new Order(
                root.at("/id").asText(),
                root.at("/type").asText(),
                root.at("/target/namespace").asText(""),
                root.at("/target/name").asText(),
                parameters);
        return new Read(order, root.path("dryRun").asBoolean(false), null);
    }

    private static Read problem(String what) {
        return new Read(null, false, what);
    }
}
