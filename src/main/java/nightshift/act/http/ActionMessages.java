package nightshift.act.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nightshift.act.target.Actuator;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;
import nightshift.fact.telemetry.EntityId;

/// The bodies of `docs/http-actions.md`.
final class ActionMessages {
    private static final int LONGEST_DETAIL = 500;

    private final JsonMapper mapper = JsonMapper.builder().build();

    String request(Actuator.Order order, boolean dryRun) {
        ObjectNode body = mapper.createObjectNode();
        body.put("id", order.id()).put("type", order.action().type());
        EntityId target = order.action().target();
        ObjectNode on =
                body.putObject("target").put("kind", target.kind().name().toLowerCase(Locale.ROOT));
        if (!target.cluster().isEmpty()) {
            on.put("cluster", target.cluster());
        }
        on.put("namespace", target.namespace()).put("name", target.name());
        order.action().parameters().forEach(body.putObject("parameters")::put);
        body.put("incident", order.incident()).put("reason", order.reason()).put("dryRun", dryRun);
        return body.toString();
    }

    /// Empty when the body is not what a dry run answers.
    Optional<Actuator.Plan> plan(String body, Actuator.Order order) {
        return json(body)
                .filter(answer -> answer.path("possible").isBoolean())
                .map(answer -> answer.path("possible").booleanValue()
                        ? new Actuator.Plan.Possible(detail(answer), inverse(answer, order))
                        : new Actuator.Plan.Impossible(detail(answer)));
    }

    /// Empty when the body is not a state.
    Optional<Actuator.Answer> state(String body) {
        return json(body)
                .flatMap(answer -> result(answer.path("state").asText(""))
                        .map(result -> new Actuator.Answer(result, false, detail(answer))));
    }

    /// What a person may read of a body that is not in the contract's form.
    String excerpt(String body) {
        String line = body.strip().replaceAll("\\s+", " ");
        return line.length() > LONGEST_DETAIL ? line.substring(0, LONGEST_DETAIL) + " ..." : line;
    }

    private Optional<JsonNode> json(String body) {
        try {
            return Optional.ofNullable(mapper.readTree(body)).filter(JsonNode::isObject);
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    private String detail(JsonNode answer) {
        return excerpt(answer.path("detail").asText(""));
    }

    private static Optional<ActionResult> result(String state) {
        return switch (state) {
            case "running" -> Optional.of(ActionResult.IN_PROGRESS);
            case "succeeded" -> Optional.of(ActionResult.SUCCEEDED);
            case "failed" -> Optional.of(ActionResult.FAILED);
            case "cancelled" -> Optional.of(ActionResult.CANCELLED);
            default -> Optional.empty();
        };
    }

    private static Optional<Action> inverse(JsonNode answer, Actuator.Order order) {
        JsonNode inverse = answer.path("inverse");
        if (!inverse.path("type").isTextual()) {
            return Optional.empty();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        inverse.path("parameters")
                .properties()
                .forEach(
                        entry -> parameters.put(entry.getKey(), entry.getValue().asText()));
        return Optional.of(
                new Action(inverse.path("type").asText(), order.action().target(), parameters));
    }
}
