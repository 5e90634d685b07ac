package nightshift.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import nightshift.app.server.CommandFailure;
import nightshift.app.server.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `show ID`: all that is known of a decision, each guard's word included, or an incident's story.
@Command(
        name = "show",
        description = "Why and why not: a decision with its reasons and guards, or an incident's story.")
final class ShowCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Mixin
    private RemoteServer server = new RemoteServer();

    @Parameters(paramLabel = "ID", description = "Id of a decision or an incident, as the lists show it.")
    private String id = "";

    @Override
    public Integer call() {
        String name = URLEncoder.encode(id, StandardCharsets.UTF_8);
        Optional<JsonNode> decision = server.find("/decisions/" + name);
        if (decision.isPresent()) {
            decision(decision.get());
            return ExitCode.OK;
        }
        JsonNode incident = server.find("/incidents/" + name)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.NOT_DONE, "there is neither a decision nor an incident '" + id + "'"));
        incident(incident, server.get("/incidents/" + name + "/timeline"));
        return ExitCode.OK;
    }

    private void decision(JsonNode decision) {
        output.object(decision);
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
                        + guard.path("reason").asText()));
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

    private void incident(JsonNode incident, JsonNode timeline) {
        output.object(timeline);
        output.line(
                incident.path("title").asText() + ": " + incident.path("state").asText());
        timeline.forEach(entry -> output.line("  " + entry.path("at").asText() + "  "
                + entry.path("step").asText() + "  " + entry.path("text").asText()));
    }
}
