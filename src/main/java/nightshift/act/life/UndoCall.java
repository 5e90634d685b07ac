package nightshift.act.life;

import java.time.Instant;
import nightshift.act.target.Actuator;
import nightshift.fact.ActionResult;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Execution;
import nightshift.fact.decision.Remedy;

/// The inverse of an action that made things worse. It is asked for by an id of its own.
public final class UndoCall implements TargetCall {
    private final Effects effects;
    private final LifeConfig patience;

    public UndoCall(Effects effects, LifeConfig patience) {
        this.effects = effects;
        this.patience = patience;
    }

    @Override
    public void send(ActionRun run) {
        effects.undo(run);
    }

    @Override
    public void ask(ActionRun run) {
        effects.pollUndo(run);
    }

    @Override
    public boolean changes(ActionRun run) {
        return false;
    }

    @Override
    public boolean take(ActionRun run, Actuator.Answer answer, DispatchTurn turn) {
        return switch (answer.result()) {
            case SUCCEEDED -> settle(run, DecisionState.UNDONE, ActionResult.SUCCEEDED, "undone", answer, turn);
            case FAILED, REFUSED, CANCELLED, TIMED_OUT ->
                settle(run, DecisionState.NOT_HEALED, ActionResult.SUCCEEDED, "undoing it failed", answer, turn);
            case IN_PROGRESS -> stillRunning(run, answer, turn);
            case UNKNOWN -> unknown(run, answer, turn);
        };
    }

    /// It has the time that an action of its type has.
    private boolean stillRunning(ActionRun run, Actuator.Answer answer, DispatchTurn turn) {
        Remedy remedy = run.remedy();
        String type = remedy.inverse().orElse(remedy.action()).type();
        Instant deadline = remedy.since().plus(patience.running().of(type));
        Execution execution = remedy.execution();
        boolean late = !remedy.stuck() && !turn.now().isBefore(deadline);
        Execution next = late ? execution.overdue() : execution.reached();
        String why = "undoing it still ran at " + turn.now() + ": " + answer.detail();
        Remedy noted = late ? remedy.in(DecisionState.UNDOING, why, turn.now()) : remedy;
        if (next.equals(execution) || turn.move(run, noted.at(next))) {
            run.askIn(patience.askAgain(), turn.now());
        }
        return false;
    }

    private boolean unknown(ActionRun run, Actuator.Answer answer, DispatchTurn turn) {
        Remedy remedy = run.remedy();
        Execution unknown = remedy.execution().unanswered(turn.now());
        if (unknown.unknownFor(turn.now()).compareTo(patience.unknown()) >= 0) {
            String what = "it can't be told whether it is undone";
            return settle(run, DecisionState.UNKNOWN, ActionResult.UNKNOWN, what, answer, turn);
        }
        if (!unknown.equals(remedy.execution()) && !turn.move(run, remedy.at(unknown))) {
            return false;
        }
        run.resend = answer.neverArrived();
        run.askOnceMore(patience.askAgain(), answer.retryAfter(), turn.now());
        return false;
    }

    private static boolean settle(
            ActionRun run,
            DecisionState state,
            ActionResult result,
            String what,
            Actuator.Answer answer,
            DispatchTurn turn) {
        Remedy remedy = run.remedy();
        Execution execution = remedy.execution();
        String detail =
                what + " (" + answer.detail() + "): " + remedy.verification().reason();
        return turn.move(
                run, remedy.in(state, detail, turn.now()).at(execution.answered(result, execution.answeredAt())));
    }
}
