package nightshift.act.life;

import nightshift.act.target.Actuator;
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
    public boolean take(ActionRun run, Actuator.Answer answer, DispatchTurn turn) {
        return switch (answer.result()) {
            case SUCCEEDED -> settle(run, DecisionState.UNDONE, "undone", answer, turn);
            case FAILED, REFUSED, CANCELLED, TIMED_OUT ->
                settle(run, DecisionState.NOT_HEALED, "undoing it failed", answer, turn);
            case IN_PROGRESS, UNKNOWN -> askAgain(run, answer, turn);
        };
    }

    private boolean askAgain(ActionRun run, Actuator.Answer answer, DispatchTurn turn) {
        Remedy remedy = run.remedy();
        Execution unknown = remedy.execution().inverseUnknown(turn.now());
        if (unknown.unknownFor(turn.now()).compareTo(patience.unknown()) >= 0) {
            return settle(run, DecisionState.NOT_HEALED, "it can't be told whether it is undone", answer, turn);
        }
        if (!unknown.equals(remedy.execution()) && !turn.move(run, remedy.at(unknown))) {
            return false;
        }
        run.askOnceMore(answer.neverArrived(), patience.askAgain(), turn.now());
        return false;
    }

    private static boolean settle(
            ActionRun run, DecisionState state, String what, Actuator.Answer answer, DispatchTurn turn) {
        Remedy remedy = run.remedy();
        String detail =
                what + " (" + answer.detail() + "): " + remedy.verification().reason();
        return turn.move(run, remedy.in(state, detail, turn.now()));
    }
}
