package nightshift.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import nightshift.app.server.CommandFailure;
import nightshift.app.server.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `show ID`: all that is known of a decision, each guard's word included, an incident's story, or what held up
/// what a rule proposed.
@Command(
        description =
                "Why and why not: a decision with its reasons and guards, an incident's story, or what held a rule's proposals.")
final class ShowCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Mixin
    private RemoteServer server = new RemoteServer();

    @Parameters(paramLabel = "ID", description = "Id of a decision, an incident or a rule, as the lists show it.")
    private String id = "";

    @Override
    public Integer call() {
        String name = URLEncoder.encode(id, StandardCharsets.UTF_8);
        Optional<JsonNode> decision = server.find("/decisions/" + name);
        if (decision.isPresent()) {
            JsonNode held = held("decision", name);
            output.object(with(decision.get(), held));
            decision(decision.get());
            held(held);
            return ExitCode.OK;
        }
        Optional<JsonNode> incident = server.find("/incidents/" + name);
        if (incident.isPresent()) {
            incident(incident.get(), server.get("/incidents/" + name + "/timeline"));
            return ExitCode.OK;
        }
        Optional<JsonNode> rule = server.find("/rules/" + name);
        JsonNode held = held(rule.isPresent() ? "rule" : "decision", name);
        if (rule.isEmpty() && held.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.NOT_DONE, "there is neither a decision nor an incident nor a live rule '" + id + "'");
        }
        output.object(rule.map(found -> with(found, held)).orElse(held));
        rule.ifPresent(this::rule);
        held(held);
        return ExitCode.OK;
    }

    /// What was proposed and held, newest first.
    private JsonNode held(String by, String name) {
        return server.get("/holds?limit=20&" + by + "=" + name).path("items");
    }

    private static JsonNode with(JsonNode answer, JsonNode held) {
        return answer.<ObjectNode>deepCopy().set("held", held);
    }

    private void held(JsonNode held) {
        if (held.isEmpty()) {
            return;
        }
        output.line("held");
        for (JsonNode hold : held) {
            String until =
                    hold.path("until").isNull() ? "now" : hold.path("until").asText();
            output.line("  " + hold.path("since").asText() + " to " + until + "  "
                    + hold.path("action").asText() + " on "
                    + hold.path("target").path("label").asText() + "  "
                    + hold.path("reason").asText() + ": "
                    + hold.path("sentence").asText() + " (" + hold.path("guard").asText() + ": "
                    + hold.path("word").asText() + ")");
        }
    }

    private void rule(JsonNode rule) {
        output.line(rule.path("name").asText() + " (" + rule.path("mode").asText() + "), "
                + rule.path("file").asText() + ":" + rule.path("line").asText());
    }

    private void decision(JsonNode decision) {
        JsonNode action = decision.path("action");
        output.line(action.path("type").asText() + " on "
                + action.path("target").path("label").asText() + ": "
                + decision.path("state").asText() + ", "
                + decision.path("detail").asText());
        output.line("  rule " + decision.path("rule").path("id").asText() + " ("
                + decision.path("rule").path("mode").asText() + "), attempt "
                + decision.path("attempt").asText() + ", incident "
                + decision.path("incident").asText());
        output.line("because");
        decision.path("because")
                .forEach(reason -> output.line("  " + reason.path("text").asText()));
        output.line("guards");
        decision.path("guards")
                .forEach(guard -> output.line("  " + guard.path("verdict").asText() + "  "
                        + guard.path("name").asText() + ": "
                        + guard.path("reason").asText() + since(guard)));
        JsonNode plan = decision.path("plan");
        if (plan.isObject()) {
            output.line((plan.path("possible").asBoolean() ? "would " : "could not: ")
                    + plan.path("effect").asText() + "; an answer counts until "
                    + plan.path("until").asText());
        }
        output.line(
                "verification: " + decision.path("verification").path("state").asText() + ", "
                        + decision.path("verification").path("reason").asText());
    }

    private static String since(JsonNode guard) {
        return guard.path("since").isTextual()
                ? " (since " + guard.path("since").asText() + ")"
                : "";
    }

    private void incident(JsonNode incident, JsonNode timeline) {
        output.object(timeline);
        output.line(
                incident.path("title").asText() + ": " + incident.path("state").asText());
        timeline.forEach(entry -> output.line("  " + entry.path("at").asText() + "  "
                + entry.path("step").asText() + "  " + entry.path("text").asText()));
    }
}
