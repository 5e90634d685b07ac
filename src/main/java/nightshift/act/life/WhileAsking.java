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
    public boolean step(ActionRun run, DispatchTurn turn) {
        Actuator.Answer answer = run.answer;
        if (answer != null) {
            return call.take(run, answer, turn);
        }
        if (!run.mayAsk(turn.now())) {
            return false;
        }
        if (run.resend) {
            return sendOnceMore(run, turn);
        }
        call.ask(run);
        return true;
    }

    private boolean sendOnceMore(ActionRun run, DispatchTurn turn) {
        Remedy remedy = run.remedy();
        Guard strictest = interlocks.beforeFollowUp(remedy, turn.situation()).strictest();
        if (strictest.verdict() != Guard.Verdict.PASS
                || !turn.move(run, remedy.at(remedy.execution().sentOnceMore()))) {
            return false;
        }
        run.resend = false;
        call.send(run);
        return true;
    }
}
