package nightshift.act;

import nightshift.fact.DecisionState;
import nightshift.fact.Execution;
import nightshift.fact.Remedy;

/// The inverse of an action that made things worse. It is asked for by an id of its own.
final class UndoCall implements TargetCall {
    private final Effects effects;
    private final ActConfig.Patience patience;

    UndoCall(Effects effects, ActConfig.Patience patience) {
        this.effects = effects;
        this.patience = patience;
    }

    @Override
    public void send(Errand errand) {
        effects.undo(errand);
    }

    @Override
    public void ask(Errand errand) {
        effects.pollUndo(errand);
    }

    @Override
    public boolean take(Errand errand, Actuator.Answer answer, Round round) {
        return switch (answer.result()) {
            case SUCCEEDED -> settle(errand, DecisionState.UNDONE, "undone", answer, round);
            case FAILED, REFUSED, CANCELLED, TIMED_OUT ->
                settle(errand, DecisionState.NOT_HEALED, "undoing it failed", answer, round);
            case IN_PROGRESS, UNKNOWN -> askAgain(errand, answer, round);
        };
    }

    private boolean askAgain(Errand errand, Actuator.Answer answer, Round round) {
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
            Errand errand, DecisionState state, String what, Actuator.Answer answer, Round round) {
        Remedy remedy = errand.remedy();
        String detail = what + " (" + answer.detail() + "): "
                + remedy.verification().reason();
        return round.move(errand, remedy.in(state, detail, round.now()));
    }
}
