package nightshift.act.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.Optional;
import java.util.Set;
import nightshift.act.target.Actuator;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;

/// One target that speaks `docs/http-actions.md`.
final class HttpActuator implements Actuator {
    /// Statuses of the 4xx that say nothing of whether it happened.
    private static final Set<Integer> UNDECIDED = Set.of(408, 409, 425, 429);

    private final Target target;
    private final SignedClient client;
    private final ActionMessages messages = new ActionMessages();

    HttpActuator(Target target, SignedClient client) {
        this.target = target;
        this.client = client;
    }

    @Override
    public Optional<String> validate(Action action) {
        return Optional.empty();
    }

    /// A dry run changes nothing, so that it may be asked twice before it counts as refused.
    @Override
    public Plan plan(Order order) {
        Reply reply = post(order.id(), "", messages.request(order, true));
        if (!(reply instanceof Reply.Answered answered) || answered.status() >= 500) {
            reply = post(order.id(), "", messages.request(order, true));
        }
        return switch (reply) {
            case Reply.Answered answered -> plan(answered, order);
            case Reply.NotSent lost -> impossible(lost.why());
            case Reply.NoAnswer lost -> impossible(lost.why());
        };
    }

    private Plan plan(Reply.Answered answered, Order order) {
        return answered.status() == 200
                ? messages.plan(answered.body(), order).orElseGet(() -> impossible(strange(answered)))
                : impossible(strange(answered));
    }

    @Override
    public Answer start(Order order) {
        return effect(post(order.id(), "", messages.request(order, false)));
    }

    @Override
    public Answer undo(Order order) {
        return effect(post(order.id() + "-undo", "/" + path(order) + "/undo", messages.request(order, false)));
    }

    @Override
    public Answer cancel(Order order) {
        return effect(client.send("DELETE", at("/" + path(order)), target.secret(), order.id(), ""));
    }

    @Override
    public Answer poll(Order order) {
        Reply reply = client.send("GET", at("/" + path(order)), target.secret(), order.id(), "");
        return switch (reply) {
            case Reply.Answered answered
            when answered.status() == 404 -> new Answer(ActionResult.UNKNOWN, true, "the target has never heard of it");
            case Reply.Answered answered when answered.status() == 200 -> state(answered);
            case Reply.Answered answered -> unknown(strange(answered));
            case Reply.NotSent lost -> unknown(lost.why());
            case Reply.NoAnswer lost -> unknown(lost.why());
        };
    }

    /// What an answer to something that changes the target says.
    private Answer effect(Reply reply) {
        return switch (reply) {
            case Reply.Answered answered -> effect(answered);
            case Reply.NotSent lost -> new Answer(ActionResult.UNKNOWN, true, lost.why());
            case Reply.NoAnswer lost -> unknown(lost.why());
        };
    }

    private Answer effect(Reply.Answered answered) {
        int status = answered.status();
        if (status == 200 || status == 202) {
            return state(answered);
        }
        boolean refused = status >= 300 && status < 500 && !UNDECIDED.contains(status);
        return refused ? new Answer(ActionResult.FAILED, false, strange(answered)) : unknown(strange(answered));
    }

    private Answer state(Reply.Answered answered) {
        return messages.state(answered.body()).orElseGet(() -> unknown(strange(answered)));
    }

    private Reply post(String id, String path, String body) {
        return client.send("POST", at(path), target.secret(), id, body);
    }

    private URI at(String path) {
        String address = target.address().toString();
        return URI.create((address.endsWith("/") ? address.substring(0, address.length() - 1) : address) + path);
    }

    private static String path(Order order) {
        return URLEncoder.encode(order.id(), UTF_8);
    }

    private String strange(Reply.Answered answered) {
        return target.address().getAuthority() + " answered " + answered.status() + ": "
                + messages.excerpt(answered.body());
    }

    private static Plan impossible(String why) {
        return new Plan(false, why, Optional.empty());
    }

    private static Answer unknown(String why) {
        return new Answer(ActionResult.UNKNOWN, false, why);
    }
}
