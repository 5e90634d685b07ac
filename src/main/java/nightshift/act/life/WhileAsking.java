package nightshift.act.life;

import nightshift.act.interlock.Interlocks;
import nightshift.act.target.Actuator;
import nightshift.fact.decision.Guard;
import nightshift.fact.decision.Remedy;

/// STARTED and UNDOING: an order is out, and its target is asked by id until it says what became of it. Nothing is sent
/// again unless the target says that it never arrived, and that is written before it is sent.
public final class WhileAsking implements Phase {
    private final Interlocks interlocks;
    private final TargetCall call;

    public WhileAsking(Interlocks interlocks, TargetCall call) {
        this.interlocks = interlocks;
        this.call = call;
    }

    @Override
    public boolean step(ActionRun errand, DispatchTurn round) {
        Actuator.Answer answer = errand.answer;
        if (answer != null) {
            return call.take(errand, answer, round);
        }
        if (!errand.mayAsk(round.now())) {
            return false;
        }
        if (errand.resend) {
            return sendOnceMore(errand, round);
        }
        call.ask(errand);
        return true;
    }

    private boolean sendOnceMore(ActionRun errand, DispatchTurn round) {
        Remedy remedy = errand.remedy();
        Guard strictest = interlocks.beforeFollowUp(remedy, round.situation()).strictest();
        if (strictest.verdict() != Guard.Verdict.PASS
                || !round.move(errand, remedy.at(remedy.execution().sentOnceMore()))) {
            return false;
        }
        errand.resend = false;
        call.send(errand);
        return true;
    }
}
