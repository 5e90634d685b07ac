package nightshift.act.life;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nightshift.fact.ActionResult;
import nightshift.fact.Verification;
import nightshift.fact.decision.Command;
import nightshift.journal.DecisionState;
import nightshift.journal.Journal;
import nightshift.journal.LedgerEntry;
import org.jspecify.annotations.Nullable;

/// People's answers to decisions that wait for one. An answer counts only while its decision still waits and its time
/// has not run out, by the turn's clock and not by when the page was drawn.
public final class Approvals {
    private final Journal journal;
    private final Duration expiry;

    /// Not written yet, because the journal could not be.
    private final List<Command> open = new ArrayList<>();

    public Approvals(Journal journal, Duration expiry) {
        this.journal = journal;
        this.expiry = expiry;
    }

    public void take(List<Command> orders, Map<String, ActionRun> errands, DispatchTurn round) {
        for (Command order : orders) {
            if (order instanceof Command.Approve || order instanceof Command.Reject) {
                open.add(order);
            }
        }
        open.removeIf(order -> answered(order, errands, round));
    }

    private boolean answered(Command order, Map<String, ActionRun> errands, DispatchTurn round) {
        return switch (order) {
            case Command.Approve approve -> approve(approve, errands.get(approve.decision()), round);
            case Command.Reject reject -> reject(reject, errands.get(reject.decision()), round);
            case Command.Pause ignored -> true;
            case Command.Resume ignored -> true;
            case Command.SetMode ignored -> true;
        };
    }

    private boolean approve(Command.Approve order, @Nullable ActionRun errand, DispatchTurn round) {
        if (errand == null || !waits(errand, round.now())) {
            return dismiss(order, order.decision(), round);
        }
        LedgerEntry next = errand.entry()
                .in(DecisionState.INTENT, "approved by " + order.principal() + because(order))
                .approvedBy(order.principal());
        return written(errand, next, order, round);
    }

    private boolean reject(Command.Reject order, @Nullable ActionRun errand, DispatchTurn round) {
        if (errand == null || !waits(errand, round.now())) {
            return dismiss(order, order.decision(), round);
        }
        LedgerEntry next = errand.entry()
                .in(DecisionState.REJECTED, "rejected by " + order.principal() + because(order))
                .approvedBy(order.principal())
                .answered(ActionResult.REFUSED, null)
                .verified(new Verification(Verification.State.NOT_APPLICABLE, "nothing was done"))
                .endedAt(round.now());
        return written(errand, next, order, round);
    }

    private boolean waits(ActionRun errand, Instant now) {
        return errand.state() == DecisionState.AWAITING_APPROVAL
                && now.isBefore(errand.decision().decidedAt().plus(expiry));
    }

    private boolean written(ActionRun errand, LedgerEntry next, Command order, DispatchTurn round) {
        return switch (journal.answer(errand.entry(), next, order, round.now())) {
            case DONE -> {
                round.taken(errand, next);
                yield true;
            }
            case OVERTAKEN -> dismiss(order, errand.decision().id(), round);
            case UNWRITABLE -> false;
        };
    }

    private boolean dismiss(Command order, String decision, DispatchTurn round) {
        String why = journal.decision(decision)
                .map(record -> "no effect: the decision is " + record.state() + ", " + record.detail())
                .orElse("no effect: there is no decision " + decision);
        journal.dismiss(order, why, round.now());
        return true;
    }

    private static String because(Command order) {
        return order.reason().isEmpty() ? "" : ": " + order.reason();
    }
}
