package nightshift.act.life;

import java.time.Instant;
import java.util.Optional;
import nightshift.act.interlock.Interlocks;
import nightshift.act.target.Actuator;
import nightshift.act.verify.Verifier;
import nightshift.fact.Action;
import nightshift.fact.Regression;
import nightshift.fact.Verification;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Remedy;
import nightshift.fact.telemetry.Readings;

/// VERIFYING: fresh data tells whether it helped. What made things worse is undone, if its inverse still applies: but a
/// version that never took requests can't be what is missed, and to bring it back takes replicas away once more.
public final class WhileVerifying implements Phase {
    private final Interlocks interlocks;
    private final Effects effects;
    private final LifeConfig patience;
    private final Verifier verifier;

    public WhileVerifying(Interlocks interlocks, Effects effects, LifeConfig patience, Verifier verifier) {
        this.interlocks = interlocks;
        this.effects = effects;
        this.patience = patience;
        this.verifier = verifier;
    }

    /// With the answer to what could be undone the data is asked once more: it may be better by now.
    @Override
    public boolean step(ActionRun run, DispatchTurn turn) {
        if (run.busy) {
            return false;
        }
        boolean moved = judge(run, turn);
        run.plan = null; // not before, so that a turn that is taken again need not plan again
        return moved;
    }

    private boolean judge(ActionRun run, DispatchTurn turn) {
        Remedy remedy = run.remedy();
        Instant answered = remedy.execution().answeredAt();
        Instant done = answered == null ? turn.now() : answered;
        Readings readings = turn.belief().readings();
        Remedy seen = remedy.seen(
                verifier.observe(remedy.progress(), remedy.decision().trigger(), readings, done));
        Verification verdict =
                verifier.judge(seen.progress(), remedy.decision(), readings, run.watchedSince(turn.now()), turn.now());
        return switch (verdict.state()) {
            case PENDING, NOT_APPLICABLE -> {
                turn.note(run, seen);
                yield false;
            }
            case HEALED, NOT_HEALED, INCONCLUSIVE -> settle(run, seen, verdict, verdict.reason(), turn);
            case WORSE -> worse(run, seen, verdict, turn);
        };
    }

    private boolean worse(ActionRun run, Remedy seen, Verification verdict, DispatchTurn turn) {
        Optional<Action> inverse = seen.inverse();
        if (inverse.isEmpty()) {
            return settle(run, seen, verdict, "it has no inverse; " + verdict.reason(), turn);
        }
        if (!turn.belief().open(seen.incident())) {
            return settle(
                    run, seen, verdict, "it is not undone, since the incident is over; " + verdict.reason(), turn);
        }
        if (bringsBackWhatNeverServed(seen)) {
            String why = "it is not undone, since the version that it replaced never took requests; ";
            return settle(run, seen, verdict, why + verdict.reason(), turn);
        }
        return switch (run.plan) {
            case null -> planUndo(run, seen, inverse.get(), turn);
            case Actuator.Plan.Possible ignored -> undo(run, seen, verdict, turn);
            case Actuator.Plan.Impossible no -> cannotBeUndone(run, seen, verdict, no.detail(), turn);
            case Actuator.Plan.Away away -> planUndoLater(run, seen, verdict, away, turn);
        };
    }

    private boolean planUndo(ActionRun run, Remedy seen, Action inverse, DispatchTurn turn) {
        if (!turn.note(run, seen) || !run.mayAsk(turn.now()) || !mayUndo(seen, turn)) {
            return false;
        }
        effects.planUndo(run, inverse);
        return true;
    }

    private boolean planUndoLater(
            ActionRun run, Remedy seen, Verification verdict, Actuator.Plan.Away away, DispatchTurn turn) {
        Remedy unanswered = seen.at(seen.execution().unanswered(turn.now()));
        if (unanswered.execution().unknownFor(turn.now()).compareTo(patience.unknown()) >= 0) {
            return cannotBeUndone(run, seen, verdict, away.detail(), turn);
        }
        run.askOnceMore(patience.askAgain(), away.retryAfter(), turn.now());
        turn.note(run, unanswered);
        return false;
    }

    private static boolean cannotBeUndone(
            ActionRun run, Remedy seen, Verification verdict, String why, DispatchTurn turn) {
        return settle(run, seen, verdict, "can't be undone, " + why + "; " + verdict.reason(), turn);
    }

    private static boolean bringsBackWhatNeverServed(Remedy rollback) {
        return rollback.decision().because().stream()
                .anyMatch(fact -> fact instanceof Regression regression && regression.neverServed());
    }

    private boolean undo(ActionRun run, Remedy seen, Verification verdict, DispatchTurn turn) {
        if (!mayUndo(seen, turn)) {
            turn.note(run, seen);
            return false;
        }
        Remedy undoing =
                seen.in(DecisionState.UNDOING, verdict.reason(), turn.now()).verified(verdict);
        if (!turn.move(run, undoing)) {
            return false;
        }
        effects.undo(run);
        return true;
    }

    private boolean mayUndo(Remedy remedy, DispatchTurn turn) {
        return interlocks.beforeUndoing(remedy, turn.situation()).pass();
    }

    private static boolean settle(ActionRun run, Remedy seen, Verification verdict, String detail, DispatchTurn turn) {
        DecisionState state = switch (verdict.state()) {
            case HEALED -> DecisionState.HEALED;
            case INCONCLUSIVE -> DecisionState.INCONCLUSIVE;
            case PENDING, NOT_HEALED, WORSE, NOT_APPLICABLE -> DecisionState.NOT_HEALED;
        };
        return turn.move(run, seen.in(state, detail, turn.now()).verified(verdict));
    }
}
