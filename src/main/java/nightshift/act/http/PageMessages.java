package nightshift.act.http;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import nightshift.act.target.Actuator;
import nightshift.act.target.ProvenPages;
import nightshift.fact.ActionType;
import nightshift.fact.telemetry.EntityId;

/// The bodies of pages and notices in the forms of those who take them. What is told of one decision has one key, so
/// that a reminder is no alert of its own.
final class PageMessages {
    /// PagerDuty takes no longer summary, Slack no longer text of a block.
    private static final int LONGEST_SUMMARY = 1024;

    private static final int LONGEST_TEXT = 3000;

    /// How long an alert stands at Alertmanager, which would let go of it in minutes: as long as somebody may sleep
    /// through it, and no longer, should nobody be there to resolve it.
    private static final Duration STANDS = Duration.ofHours(4);

    private final JsonMapper mapper = JsonMapper.builder().build();

    /// What is told, whatever the form.
    private record Message(
            String decision,
            String kind,
            String action,
            String summary,
            String about,
            String incident,
            String reason,
            String head) {
        static Message of(Actuator.Order page) {
            Map<String, String> said = page.action().parameters();
            EntityId target = page.action().target();
            return new Message(
                    said.getOrDefault("decision", page.id()),
                    said.getOrDefault("notice", "page"),
                    said.getOrDefault("action", page.action().type()),
                    said.getOrDefault("summary", page.reason()),
                    target.namespace().isEmpty() ? target.label() : target.namespace() + "/" + target.label(),
                    page.incident(),
                    page.reason(),
                    said.getOrDefault(ProvenPages.HEAD, ""));
        }

        /// Whether it wakes somebody, and does not only ask; of what is over, whether it did.
        boolean wakes() {
            return kind.equals("page") || over() && action.equals(ActionType.ESCALATE);
        }

        /// Whether nobody is needed any more.
        boolean over() {
            return kind.equals("ended");
        }
    }

    /// https://api.slack.com/messaging/webhooks: a text for the notification, which is markup, and blocks
    /// of plain text, which are not, so that no name from telemetry calls a channel.
    String slack(Actuator.Order page) {
        Message message = Message.of(page);
        ObjectNode body = mapper.createObjectNode();
        body.put("text", escaped(cut(message.summary(), LONGEST_TEXT)));
        ArrayNode blocks = body.putArray("blocks");
        plain(
                blocks.addObject().put("type", "header"),
                message.over() ? "It is over" : message.wakes() ? "A person is needed" : "Nightshift asks");
        plain(blocks.addObject().put("type", "section"), cut(message.summary(), LONGEST_TEXT));
        blocks.addObject()
                .put("type", "context")
                .putArray("elements")
                .addObject()
                .put("type", "plain_text")
                .put("text", cut(provenance(message), LONGEST_TEXT));
        return body.toString();
    }

    private static void plain(ObjectNode block, String text) {
        block.putObject("text").put("type", "plain_text").put("text", text);
    }

    /// Slack's three control characters, as its documentation writes them.
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String provenance(Message message) {
        return "incident " + message.incident() + ", decision " + message.decision()
                + (message.head().isEmpty() ? "" : ", journal head " + message.head());
    }

    /// https://developer.pagerduty.com/docs/events-api-v2: what is told of a decision joins its first event.
    ///
    /// @param routingKey of the integration
    String pagerDuty(Actuator.Order page, String routingKey, Instant now) {
        Message message = Message.of(page);
        ObjectNode body = mapper.createObjectNode();
        body.put("routing_key", routingKey)
                .put("event_action", message.over() ? "resolve" : "trigger")
                .put("dedup_key", message.decision())
                .put("client", "Nightshift");
        if (message.over()) {
            return body.toString();
        }
        ObjectNode payload = body.putObject("payload");
        payload.put("summary", cut(message.summary(), LONGEST_SUMMARY))
                .put("source", message.about())
                .put("severity", message.wakes() ? "critical" : "warning")
                .put("timestamp", now.toString())
                .put("component", page.action().target().name())
                .put("class", message.kind());
        if (!page.action().target().namespace().isEmpty()) {
            payload.put("group", page.action().target().namespace());
        }
        payload.putObject("custom_details")
                .put("incident", message.incident())
                .put("decision", message.decision())
                .put("reason", message.reason())
                .put("journal_head", message.head());
        return body.toString();
    }

    /// https://prometheus.io/docs/alerting/latest/alerts_api: labels tell alerts apart, so that the decision is one
    /// and what changes from notice to notice is not. An alert that has ended is resolved.
    String alertmanager(Actuator.Order page, Instant now) {
        Message message = Message.of(page);
        ArrayNode body = mapper.createArrayNode();
        ObjectNode alert = body.addObject();
        ObjectNode labels = alert.putObject("labels")
                .put("alertname", message.wakes() ? "NightshiftPage" : "NightshiftApproval")
                .put("severity", message.wakes() ? "critical" : "warning")
                .put("decision", message.decision())
                .put("incident", message.incident())
                .put("service", page.action().target().name());
        if (!page.action().target().namespace().isEmpty()) {
            labels.put("namespace", page.action().target().namespace());
        }
        alert.putObject("annotations")
                .put("summary", message.summary())
                .put("description", message.reason())
                .put("notice", message.kind())
                .put("journal_head", message.head());
        if (message.over()) {
            alert.put("endsAt", now.toString());
        } else {
            alert.put("startsAt", now.toString()).put("endsAt", now.plus(STANDS).toString());
        }
        return body.toString();
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = longest - 4;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + " ...";
    }
}
