package nightshift.act.life;

import nightshift.act.interlock.Interlocks;
import nightshift.act.target.Actuator;
import nightshift.fact.decision.Guard;
import nightshift.journal.DecisionState;
import nightshift.journal.LedgerEntry;

/// UNDOING: the undo is asked for by its own id, and sent again only if the target says that it never arrived.
public final class WhileUndoing implements Phase {
    private final Interlocks interlocks;
    private final Effects effects;
    private final LifeConfig patience;

    public WhileUndoing(Interlocks interlocks, Effects effects, LifeConfig patience) {
        this.interlocks = interlocks;
        this.effects = effects;
        this.patience = patience;
    }

    @Override
    public boolean step(ActionRun errand, DispatchTurn round) {
        Actuator.Answer answer = errand.answer;
        if (answer != null) {
            return take(errand, answer, round);
        }
        if (!errand.mayAsk(round.now())) {
            return false;
        }
        if (!errand.resend) {
            effects.pollUndo(errand);
            return true;
        }
        if (interlocks
                        .beforeFollowUp(errand.entry(), round.situation())
                        .strictest()
                        .verdict()
                != Guard.Verdict.PASS) {
            return false;
        }
        errand.resend = false;
        effects.undo(errand);
        return true;
    }

    private boolean take(ActionRun errand, Actuator.Answer answer, DispatchTurn round) {
        return switch (answer.result()) {
            case SUCCEEDED -> settle(errand, DecisionState.UNDONE, "undone", answer, round);
            case FAILED, REFUSED, CANCELLED, TIMED_OUT ->
                settle(errand, DecisionState.NOT_HEALED, "undoing it failed", answer, round);
            case IN_PROGRESS, UNKNOWN -> askAgain(errand, answer, round);
        };
    }

    private boolean askAgain(ActionRun errand, Actuator.Answer answer, DispatchTurn round) {
        if (errand.unknownFor(round.now()).compareTo(patience.unknown()) >= 0) {
            return settle(errand, DecisionState.NOT_HEALED, "it can't be told whether it is undone", answer, round);
        }
        errand.answer = null;
        errand.resend = answer.neverArrived();
        errand.putOff(patience.askAgain(), round.now());
        return false;
    }

    private static boolean settle(
            ActionRun errand, DecisionState state, String what, Actuator.Answer answer, DispatchTurn round) {
        LedgerEntry entry = errand.entry();
        String detail = what + " (" + answer.detail() + "): "
                + entry.record().verification().reason();
        return round.move(errand, entry.in(state, detail).endedAt(round.now()));
    }
}
