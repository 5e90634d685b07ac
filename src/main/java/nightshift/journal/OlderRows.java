package nightshift.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.function.Function;
import nightshift.fact.telemetry.EntityKind;
import nightshift.fact.telemetry.SignalMeaning;

/// Adds what rows of older versions lack: the meaning of a signal that stands there with its name
/// alone, and of an entity its cluster and the ends of an edge.
final class OlderRows {
    private static final String SIGNAL = "signal";
    private static final String MEANING = "meaning";
    private static final Set<String> ENTITY = Set.of("kind", "namespace", "name", "part");

    private final Function<String, SignalMeaning> meanings;

    /// @param meanings role, unit and domain of a signal, by name
    OlderRows(Function<String, SignalMeaning> meanings) {
        this.meanings = meanings;
    }

    /// Completes a row in place, all that is nested in it too.
    void complete(JsonNode row) {
        if (row instanceof ObjectNode fields) {
            if (fields.path(SIGNAL).isTextual() && !fields.has(MEANING)) {
                meaning(fields);
            }
            if (fields.size() == ENTITY.size() && ENTITY.stream().allMatch(fields::has)) {
                entity(fields);
            }
        }
        row.forEach(this::complete);
    }

    private void meaning(ObjectNode fields) {
        SignalMeaning known = meanings.apply(fields.path(SIGNAL).textValue());
        fields.putObject(MEANING)
                .put("role", known.role().name())
                .put("unit", known.unit())
                .put("domain", known.domain().name());
    }

    /// A row of then has no more of an edge than its caller and the callee's name, which was taken for a service of the
    /// same namespace.
    private static void entity(ObjectNode fields) {
        fields.put("cluster", "");
        ArrayNode ends = fields.putArray("ends");
        if (fields.path("kind").asText().equals(EntityKind.EDGE.name())) {
            String namespace = fields.path("namespace").asText();
            service(ends.addObject(), namespace, fields.path("name").asText());
            service(ends.addObject(), namespace, fields.path("part").asText());
        }
    }

    private static void service(ObjectNode end, String namespace, String name) {
        end.put("kind", EntityKind.SERVICE.name()).put("cluster", "").put("namespace", namespace);
        end.put("name", name).put("part", "").putArray("ends");
    }
}
