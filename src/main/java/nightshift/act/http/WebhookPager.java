package nightshift.act.http;

import java.net.URI;
import nightshift.act.target.Actuator;
import nightshift.act.target.Pager;
import nightshift.fact.ActionResult;

/// Posts a page to a webhook, signed, in the form of an action. A receiver that knows Standard Webhooks takes the same
/// `webhook-id` once, so that a page whose answer was lost is simply posted again.
public final class WebhookPager implements Pager {
    private final URI address;
    private final Secret secret;
    private final SignedClient client;
    private final ActionMessages messages = new ActionMessages();

    public WebhookPager(URI address, Secret secret, SignedClient client) {
        this.address = address;
        this.secret = secret;
        this.client = client;
    }

    @Override
    public Actuator.Answer deliver(Actuator.Order page) {
        Reply reply = client.send("POST", address, secret, page.id(), messages.request(page, false));
        return switch (reply) {
            case Reply.Answered answered -> answer(answered);
            case Reply.NotSent lost -> new Actuator.Answer(ActionResult.UNKNOWN, true, lost.why());
            case Reply.NoAnswer lost -> new Actuator.Answer(ActionResult.UNKNOWN, false, lost.why());
        };
    }

    private Actuator.Answer answer(Reply.Answered answered) {
        String said = address.getAuthority() + " answered " + answered.status();
        int kind = answered.status() / 100;
        ActionResult result = switch (kind) {
            case 2 -> ActionResult.SUCCEEDED;
            case 3, 4 -> ActionResult.FAILED;
            default -> ActionResult.UNKNOWN;
        };
        return new Actuator.Answer(result, false, said);
    }
}
