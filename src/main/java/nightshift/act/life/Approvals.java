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

    public void take(List<Command> orders, Map<String, ActionRun> runs, DispatchTurn turn, DeadLetters letters) {
        for (Command order : orders) {
            if (order instanceof Command.Approve || order instanceof Command.Reject) {
                open.add(order);
            }
        }
        for (Command order : List.copyOf(open)) {
            boolean taken = letters.deliver("order of " + order.principal() + " at " + order.at(), () -> {
                if (answered(order, runs, turn)) {
                    open.remove(order);
                }
            });
            if (!taken) {
                open.remove(order); // the journal has it as not applied: it comes back with the next start
            }
        }
    }

    private boolean answered(Command order, Map<String, ActionRun> runs, DispatchTurn turn) {
        return switch (order) {
            case Command.Approve approve -> approve(approve, runs.get(approve.decision()), turn);
            case Command.Reject reject -> reject(reject, runs.get(reject.decision()), turn);
            case Command.Pause ignored -> true;
            case Command.Resume ignored -> true;
            case Command.SetMode ignored -> true;
            case Command.Relearn ignored -> true;
            case Command.MakeMute ignored -> true;
            case Command.LiftMute ignored -> true;
        };
    }

    private boolean approve(Command.Approve order, @Nullable ActionRun run, DispatchTurn turn) {
        if (run == null || !waits(run.remedy(), turn.now())) {
            return dismiss(order, order.decision(), turn);
        }
        String word = "approved by " + order.principal() + because(order);
        Remedy next = run.remedy().in(DecisionState.INTENT, word, turn.now()).approvedBy(order.principal());
        return written(run, next, order, turn);
    }

    private boolean reject(Command.Reject order, @Nullable ActionRun run, DispatchTurn turn) {
        if (run == null || !waits(run.remedy(), turn.now())) {
            return dismiss(order, order.decision(), turn);
        }
        String word = "rejected by " + order.principal() + because(order);
        Remedy next =
                run.remedy().heldBack(DecisionState.REJECTED, word, turn.now()).approvedBy(order.principal());
        return written(run, next, order, turn);
    }

    private boolean waits(Remedy remedy, Instant now) {
        return remedy.state() == DecisionState.AWAITING_APPROVAL
                && now.isBefore(remedy.decision().decidedAt().plus(expiry));
    }

    private boolean written(ActionRun run, Remedy next, Command order, DispatchTurn turn) {
        Remedy revised = next.revised();
        return switch (journal.answer(run.remedy(), revised, order, turn.now())) {
            case DONE -> {
                turn.taken(run, revised);
                yield true;
            }
            case OVERTAKEN -> dismiss(order, next.id(), turn);
            case UNWRITABLE -> false;
        };
    }

    private boolean dismiss(Command order, String decision, DispatchTurn turn) {
        String why = journal.decision(decision)
                .map(remedy -> "no effect: the decision is " + remedy.state() + ", " + remedy.detail())
                .orElse("no effect: there is no decision " + decision);
        journal.dismiss(order, why, turn.now());
        return true;
    }

    private static String because(Command order) {
        return order.reason().isEmpty() ? "" : ": " + order.reason();
    }
}
