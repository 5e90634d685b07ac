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
    public void send(ActionRun errand) {
        effects.undo(errand);
    }

    @Override
    public void ask(ActionRun errand) {
        effects.pollUndo(errand);
    }

    @Override
    public boolean take(ActionRun errand, Actuator.Answer answer, DispatchTurn round) {
        return switch (answer.result()) {
            case SUCCEEDED -> settle(errand, DecisionState.UNDONE, "undone", answer, round);
            case FAILED, REFUSED, CANCELLED, TIMED_OUT ->
                settle(errand, DecisionState.NOT_HEALED, "undoing it failed", answer, round);
            case IN_PROGRESS, UNKNOWN -> askAgain(errand, answer, round);
        };
    }

    private boolean askAgain(ActionRun errand, Actuator.Answer answer, DispatchTurn round) {
        Remedy remedy = errand.remedy();
        Execution unknown = remedy.execution().inverseUnknown(round.now());
        if (unknown.unknownFor(round.now()).compareTo(patience.unknown()) >= 0) {
            return settle(errand, DecisionState.NOT_HEALED, "it can't be told whether it is undone", answer, round);
        }
        if (!unknown.equals(remedy.execution()) && !round.move(errand, remedy.at(unknown))) {
            return false;
        }
        errand.answer = null;
        errand.resend = answer.neverArrived();
        errand.putOff(patience.askAgain(), round.now());
        return false;
    }

    private static boolean settle(
            ActionRun errand, DecisionState state, String what, Actuator.Answer answer, DispatchTurn round) {
        Remedy remedy = errand.remedy();
        String detail =
                what + " (" + answer.detail() + "): " + remedy.verification().reason();
        return round.move(errand, remedy.in(state, detail, round.now()));
    }
}
