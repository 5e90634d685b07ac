package nightshift.act.life;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nightshift.fact.DeadLetters;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Remedy;
import nightshift.journal.Journal;
import org.jspecify.annotations.Nullable;

/// People's answers to decisions that wait for one. An answer counts only while its decision still waits and its time
/// has not run out, by the turn's clock and not by when the page was drawn.
public final class Approvals {
    private final Journal journal;
    private final Duration expiry;

    /// Not written yet, because the journal could not be; an order that is handed over again is here once.
    private final Set<Command> open = new LinkedHashSet<>();

    public Approvals(Journal journal, Duration expiry) {
        this.journal = journal;
        this.expiry = expiry;
    }

    public void take(List<Command> orders, Map<String, ActionRun> errands, DispatchTurn round, DeadLetters letters) {
        for (Command order : orders) {
            if (order instanceof Command.Approve || order instanceof Command.Reject) {
                open.add(order);
            }
        }
        for (Command order : List.copyOf(open)) {
            boolean taken = letters.deliver("order of " + order.principal() + " at " + order.at(), () -> {
                if (answered(order, errands, round)) {
                    open.remove(order);
                }
            });
            if (!taken) {
                open.remove(order); // the journal has it as not applied: it comes back with the next start
            }
        }
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
        if (errand == null || !waits(errand.remedy(), round.now())) {
            return dismiss(order, order.decision(), round);
        }
        String word = "approved by " + order.principal() + because(order);
        Remedy next =
                errand.remedy().in(DecisionState.INTENT, word, round.now()).approvedBy(order.principal());
        return written(errand, next, order, round);
    }

    private boolean reject(Command.Reject order, @Nullable ActionRun errand, DispatchTurn round) {
        if (errand == null || !waits(errand.remedy(), round.now())) {
            return dismiss(order, order.decision(), round);
        }
        String word = "rejected by " + order.principal() + because(order);
        Remedy next = errand.remedy()
                .heldBack(DecisionState.REJECTED, word, round.now())
                .approvedBy(order.principal());
        return written(errand, next, order, round);
    }

    private boolean waits(Remedy remedy, Instant now) {
        return remedy.state() == DecisionState.AWAITING_APPROVAL
                && now.isBefore(remedy.decision().decidedAt().plus(expiry));
    }

    private boolean written(ActionRun errand, Remedy next, Command order, DispatchTurn round) {
        Remedy revised = next.revised();
        return switch (journal.answer(errand.remedy(), revised, order, round.now())) {
            case DONE -> {
                round.taken(errand, revised);
                yield true;
            }
            case OVERTAKEN -> dismiss(order, next.id(), round);
            case UNWRITABLE -> false;
        };
    }

    private boolean dismiss(Command order, String decision, DispatchTurn round) {
        String why = journal.decision(decision)
                .map(remedy -> "no effect: the decision is " + remedy.state() + ", " + remedy.detail())
                .orElse("no effect: there is no decision " + decision);
        journal.dismiss(order, why, round.now());
        return true;
    }

    private static String because(Command order) {
        return order.reason().isEmpty() ? "" : ": " + order.reason();
    }
}
