package nightshift.act.life;

import java.time.Instant;
import nightshift.act.interlock.Interlocks;
import nightshift.act.target.Actuator;
import nightshift.fact.ActionResult;
import nightshift.fact.Verification;
import nightshift.fact.decision.Guard;
import nightshift.journal.DecisionState;
import nightshift.journal.LedgerEntry;

/// STARTED: the target is asked by id until it says what became of it. Nothing is sent again unless the target says
/// that
/// it never arrived; what stays unknown until the deadline ends as UNKNOWN.
public final class WhileRunning implements Phase {
    private final Interlocks interlocks;
    private final Effects effects;
    private final LifeConfig patience;

    public WhileRunning(Interlocks interlocks, Effects effects, LifeConfig patience) {
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
            effects.poll(errand);
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
        effects.start(errand);
        return true;
    }

    private boolean take(ActionRun errand, Actuator.Answer answer, DispatchTurn round) {
        return switch (answer.result()) {
            case IN_PROGRESS -> stillRunning(errand, round);
            case SUCCEEDED -> succeeded(errand, answer, round);
            case FAILED, REFUSED, TIMED_OUT -> failed(errand, answer.result(), answer.detail(), round);
            case CANCELLED -> over(errand, DecisionState.CANCELLED, answer.result(), answer.detail(), round);
            case UNKNOWN -> unknown(errand, answer, round);
        };
    }

    private boolean stillRunning(ActionRun errand, DispatchTurn round) {
        Instant started = errand.entry().record().startedAt();
        Instant deadline = (started == null ? round.now() : started)
                .plus(patience.running().of(errand.decision().action().type()));
        if (round.now().isBefore(deadline)) {
            errand.answer = null;
            errand.askIn(patience.askAgain(), round.now());
            return false;
        }
        if (errand.cancelling) {
            return failed(
                    errand, ActionResult.TIMED_OUT, "it still ran at " + deadline + " and can't be cancelled", round);
        }
        errand.cancelling = true;
        errand.answer = null;
        effects.cancel(errand);
        return true;
    }

    private static boolean succeeded(ActionRun errand, Actuator.Answer answer, DispatchTurn round) {
        if (errand.escalation()) {
            return over(errand, DecisionState.DONE, answer.result(), answer.detail(), round);
        }
        LedgerEntry done = errand.entry()
                .in(DecisionState.VERIFYING, answer.detail())
                .answered(ActionResult.SUCCEEDED, round.now())
                .verified(new Verification(Verification.State.PENDING, "waiting for fresh data"));
        return round.move(errand, done);
    }

    private boolean unknown(ActionRun errand, Actuator.Answer answer, DispatchTurn round) {
        boolean exhausted = errand.unknownFor(round.now()).compareTo(patience.unknown()) >= 0;
        if (exhausted && answer.neverArrived()) {
            return failed(errand, ActionResult.FAILED, "it never arrived: " + answer.detail(), round);
        }
        if (exhausted || errand.cancelling) {
            return over(errand, DecisionState.UNKNOWN, ActionResult.UNKNOWN, answer.detail(), round);
        }
        LedgerEntry entry = errand.entry();
        if (entry.result() != ActionResult.UNKNOWN) {
            LedgerEntry noted = entry.in(DecisionState.STARTED, answer.detail()).answered(ActionResult.UNKNOWN, null);
            if (!round.move(errand, noted)) {
                return false;
            }
        }
        errand.answer = null;
        errand.resend = answer.neverArrived();
        errand.putOff(patience.askAgain(), round.now());
        return false;
    }

    private static boolean failed(ActionRun errand, ActionResult result, String detail, DispatchTurn round) {
        return over(errand, DecisionState.FAILED, result, detail, round);
    }

    private static boolean over(
            ActionRun errand, DecisionState state, ActionResult result, String detail, DispatchTurn round) {
        LedgerEntry settled = errand.entry()
                .in(state, detail)
                .answered(result, round.now())
                .verified(new Verification(Verification.State.NOT_APPLICABLE, "there is nothing to verify"))
                .endedAt(round.now());
        return round.move(errand, settled);
    }
}
