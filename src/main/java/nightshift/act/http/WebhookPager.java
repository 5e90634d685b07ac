package nightshift.act.http;

import java.net.URI;
import nightshift.act.target.Actuator;
import nightshift.act.target.Pager;
import nightshift.fact.ActionResult;

/// Posts a page to a webhook in the form of whoever takes it: signed, in the form of an action, or in one
/// of theirs. A receiver takes the same once, by its `webhook-id` or by the key of its own form, so that a
/// page whose answer was lost is simply posted again; Slack alone has no such key and may show it twice.
public final class WebhookPager implements Pager {
    private static final int TIMED_OUT = 408;
    private static final int TOO_MANY = 429;

    private final URI address;
    private final PageForm form;
    private final String secret;
    private final SignedClient client;
    private final ActionMessages actions = new ActionMessages();
    private final PageMessages messages = new PageMessages();

    /// @param secret signs what is sent, or is the routing key; empty where the form needs none
    /// @throws IllegalArgumentException when the form needs one that can be used
    public WebhookPager(URI address, PageForm form, String secret, SignedClient client) {
        if (form.needsSecret()) {
            Secret.parse(secret);
        }
        this.address = address;
        this.form = form;
        this.secret = secret;
        this.client = client;
    }

    @Override
    public Actuator.Answer deliver(Actuator.Order page) {
        return switch (post(page)) {
            case Reply.Answered answered -> answer(answered);
            case Reply.NotSent lost -> new Actuator.Answer(ActionResult.UNKNOWN, true, lost.why());
            case Reply.NoAnswer lost -> new Actuator.Answer(ActionResult.UNKNOWN, false, lost.why());
            case Reply.Overdue late -> new Actuator.Answer(ActionResult.UNKNOWN, false, late.why());
        };
    }

    private Reply post(Actuator.Order page) {
        return switch (form) {
            case NIGHTSHIFT ->
                client.send("POST", address, Secret.parse(secret), page.id(), actions.request(page, false));
            case SLACK -> client.post(address, messages.slack(page));
            case PAGERDUTY -> client.post(address, messages.pagerDuty(page, secret, client.now()));
            case ALERTMANAGER -> client.post(address, messages.alertmanager(page, client.now()));
        };
    }

    /// Who has no time now has refused nothing.
    private Actuator.Answer answer(Reply.Answered answered) {
        String said = address.getAuthority() + " answered " + answered.status();
        int kind = answered.status() / 100;
        boolean later = answered.status() == TIMED_OUT || answered.status() == TOO_MANY;
        ActionResult result = switch (kind) {
            case 2 -> ActionResult.SUCCEEDED;
            case 3, 4 -> later ? ActionResult.UNKNOWN : ActionResult.FAILED;
            default -> ActionResult.UNKNOWN;
        };
        return new Actuator.Answer(result, false, said, answered.retryAfter());
    }
}
