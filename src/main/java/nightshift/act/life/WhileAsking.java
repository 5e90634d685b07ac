package nightshift.act.life;

import java.util.function.BiFunction;
import nightshift.act.interlock.Interlocks;
import nightshift.act.interlock.Situation;
import nightshift.act.target.Actuator;
import nightshift.fact.decision.Remedy;

/// STARTED and UNDOING: an order is out, and its target is asked by id until it says what became of it. Nothing is sent
/// again unless the target says that it never arrived, and that is written before it is sent.
public final class WhileAsking implements Phase {
    private final Interlocks interlocks;
    private final BiFunction<Remedy, Situation, Interlocks.Verdicts> beforeResend;
    private final TargetCall call;

    private WhileAsking(
            Interlocks interlocks, BiFunction<Remedy, Situation, Interlocks.Verdicts> beforeResend, TargetCall call) {
        this.interlocks = interlocks;
        this.beforeResend = beforeResend;
        this.call = call;
    }

    public static WhileAsking forAction(Interlocks interlocks, ActionCall call) {
        return new WhileAsking(interlocks, interlocks::beforeResend, call);
    }

    public static WhileAsking forUndo(Interlocks interlocks, UndoCall call) {
        return new WhileAsking(interlocks, interlocks::beforeUndoing, call);
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
        if (call.changes(run)
                && !interlocks.beforeCalling(run.remedy(), turn.situation()).pass()) {
            return false;
        }
        call.ask(run);
        return true;
    }

    /// What was true when it was first sent must be true still: it may have been a while. What is held up for too long
    /// is asked about once more, and ends as what never arrived.
    private boolean sendOnceMore(ActionRun run, DispatchTurn turn) {
        Remedy remedy = run.remedy();
        if (!beforeResend.apply(remedy, turn.situation()).pass()) {
            run.resend = false;
            return false;
        }
        if (!turn.move(run, remedy.at(remedy.execution().sentOnceMore()))) {
            return false;
        }
        run.resend = false;
        call.send(run);
        return true;
    }
}
