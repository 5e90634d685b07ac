package nightshift.act.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import nightshift.act.target.Actuator;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;

/// One target that speaks `docs/http-actions.md`.
final class HttpActuator implements Actuator {
    /// Statuses of the 4xx by which a target wants to be asked again.
    private static final Set<Integer> BUSY = Set.of(408, 425, 429);

    /// It says nothing of whether it happened: the id may be known, and under way.
    private static final int CONFLICT = 409;

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

    @Override
    public Plan plan(Order order) {
        Reply reply = post(order.id(), "", messages.request(order, true));
        return switch (reply) {
            case Reply.Answered answered -> plan(answered, order);
            case Reply.NotSent lost -> new Plan.Away(lost.why(), Duration.ZERO);
            case Reply.NoAnswer lost -> new Plan.Away(lost.why(), Duration.ZERO);
            case Reply.Overdue late -> new Plan.Away(late.why(), Duration.ZERO);
        };
    }

    private Plan plan(Reply.Answered answered, Order order) {
        if (answered.status() >= 500 || BUSY.contains(answered.status())) {
            return new Plan.Away(strange(answered), answered.retryAfter());
        }
        Optional<Plan> plan = answered.status() == 200 ? messages.plan(answered.body(), order) : Optional.empty();
        return plan.orElseGet(() -> new Plan.Impossible(strange(answered)));
    }

    @Override
    public Answer start(Order order) {
        return effect(post(order.id(), "", messages.request(order, false)));
    }

    @Override
    public Answer undo(Order order) {
        return effect(post(order.id() + "-undo", "/" + path(order) + "/undo", messages.request(order, false)));
    }

    /// A cancelling that is refused says nothing of the action itself: it may still run.
    @Override
    public Answer cancel(Order order) {
        Reply reply = client.send("DELETE", at("/" + path(order)), target.secret(), order.id(), "");
        return reply instanceof Reply.Answered answered && refuses(answered)
                ? new Answer(ActionResult.IN_PROGRESS, false, "it can't be cancelled: " + strange(answered))
                : effect(reply);
    }

    @Override
    public Answer poll(Order order) {
        Reply reply = client.send("GET", at("/" + path(order)), target.secret(), order.id(), "");
        return switch (reply) {
            case Reply.Answered answered
            when answered.status() == 404 -> new Answer(ActionResult.UNKNOWN, true, "the target has never heard of it");
            case Reply.Answered answered when answered.status() == 200 -> state(answered);
            case Reply.Answered answered -> unknown(answered);
            case Reply.NotSent lost -> unknown(lost.why());
            case Reply.NoAnswer lost -> unknown(lost.why());
            case Reply.Overdue late -> unknown(late.why());
        };
    }

    /// What an answer to something that changes the target says.
    private Answer effect(Reply reply) {
        return switch (reply) {
            case Reply.Answered answered -> effect(answered);
            case Reply.NotSent lost -> new Answer(ActionResult.UNKNOWN, true, lost.why());
            case Reply.NoAnswer lost -> unknown(lost.why());
            case Reply.Overdue late -> unknown(late.why());
        };
    }

    private Answer effect(Reply.Answered answered) {
        int status = answered.status();
        if (status == 200 || status == 202) {
            return state(answered);
        }
        return refuses(answered) ? new Answer(ActionResult.FAILED, false, strange(answered)) : unknown(answered);
    }

    private static boolean refuses(Reply.Answered answered) {
        int status = answered.status();
        return status >= 300 && status < 500 && status != CONFLICT && !BUSY.contains(status);
    }

    private Answer state(Reply.Answered answered) {
        return messages.state(answered.body()).orElseGet(() -> unknown(answered));
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

    private Answer unknown(Reply.Answered answered) {
        return new Answer(ActionResult.UNKNOWN, false, strange(answered), answered.retryAfter());
    }

    private static Answer unknown(String why) {
        return new Answer(ActionResult.UNKNOWN, false, why);
    }
}
