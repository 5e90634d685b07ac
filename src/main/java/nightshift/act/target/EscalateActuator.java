package nightshift.act.target;

import java.util.Optional;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;

/// Wakes a human. The page itself is the ledger entry that the journal shows; beyond that it is carried out by a pager,
/// if one is configured. Asking how it went delivers it again, which the receiver knows by its id.
public final class EscalateActuator implements Actuator {
    private final Optional<Pager> pager;

    public EscalateActuator(Optional<Pager> pager) {
        this.pager = pager;
    }

    @Override
    public Optional<String> validate(Action action) {
        return action.parameters().containsKey("summary")
                ? Optional.empty()
                : Optional.of("escalate needs the parameter 'summary': one sentence for the person who is woken");
    }

    @Override
    public Plan plan(Order order) {
        String how = pager.isPresent() ? "a page is written and posted" : "a page is written; no webhook is configured";
        return new Plan.Possible(how, Optional.empty());
    }

    @Override
    public Answer start(Order order) {
        return pager.map(carrier -> carrier.deliver(order))
                .orElse(new Answer(ActionResult.SUCCEEDED, false, "a human is asked for on the page of incidents"));
    }

    @Override
    public Answer poll(Order order) {
        return start(order);
    }

    @Override
    public Answer undo(Order order) {
        return new Answer(ActionResult.REFUSED, false, "a page can't be taken back");
    }

    @Override
    public Answer cancel(Order order) {
        return undo(order);
    }
}
