package nightshift.act.life;

import java.time.Instant;
import nightshift.act.target.Actuator;
import nightshift.fact.ActionResult;
import nightshift.fact.Verification;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Execution;
import nightshift.fact.decision.Remedy;

/// The action itself. What runs too long is cancelled; what stays unknown until the deadline ends as UNKNOWN.
public final class ActionCall implements TargetCall {
    private final Effects effects;
    private final LifeConfig patience;

    public ActionCall(Effects effects, LifeConfig patience) {
        this.effects = effects;
        this.patience = patience;
    }

    @Override
    public void send(ActionRun errand) {
        effects.start(errand);
    }

    /// A cancelling that the process did not live to send is sent now; the same once more does no harm.
    @Override
    public void ask(ActionRun errand) {
        if (errand.remedy().execution().cancelling()) {
            effects.cancel(errand);
        } else {
            effects.poll(errand);
        }
    }

    @Override
    public boolean take(ActionRun errand, Actuator.Answer answer, DispatchTurn round) {
        return switch (answer.result()) {
            case IN_PROGRESS -> stillRunning(errand, round);
            case SUCCEEDED -> succeeded(errand, answer, round);
            case FAILED, REFUSED, TIMED_OUT ->
                over(errand, DecisionState.FAILED, answer.result(), answer.detail(), round);
            case CANCELLED -> over(errand, DecisionState.CANCELLED, answer.result(), answer.detail(), round);
            case UNKNOWN -> unknown(errand, answer, round);
        };
    }

    private boolean stillRunning(ActionRun errand, DispatchTurn round) {
        Remedy remedy = errand.remedy();
        Execution execution = remedy.execution();
        Instant started = execution.startedAt() == null ? round.now() : execution.startedAt();
        Instant deadline = started.plus(patience.running().of(remedy.action().type()));
        if (round.now().isBefore(deadline)) {
            return askLater(errand, round);
        }
        if (execution.cancelling()) {
            String why = "it still ran at " + deadline + " and can't be cancelled";
            return over(errand, DecisionState.FAILED, ActionResult.TIMED_OUT, why, round);
        }
        if (!round.move(errand, remedy.at(execution.beingCancelled()))) {
            return false;
        }
        errand.answer = null;
        effects.cancel(errand);
        return true;
    }

    private boolean askLater(ActionRun errand, DispatchTurn round) {
        Remedy remedy = errand.remedy();
        boolean wasUnknown = remedy.execution().unknownSince() != null;
        if (wasUnknown && !round.move(errand, remedy.at(remedy.execution().inProgress()))) {
            return false;
        }
        errand.answer = null;
        errand.askIn(patience.askAgain(), round.now());
        return false;
    }

    private static boolean succeeded(ActionRun errand, Actuator.Answer answer, DispatchTurn round) {
        Remedy remedy = errand.remedy();
        if (remedy.escalates()) {
            return over(errand, DecisionState.DONE, answer.result(), answer.detail(), round);
        }
        return round.move(
                errand,
                remedy.in(DecisionState.VERIFYING, answer.detail(), round.now())
                        .at(remedy.execution().answered(ActionResult.SUCCEEDED, round.now()))
                        .verified(new Verification(Verification.State.PENDING, "waiting for fresh data")));
    }

    private boolean unknown(ActionRun errand, Actuator.Answer answer, DispatchTurn round) {
        Remedy remedy = errand.remedy();
        Execution unknown = remedy.execution().unknown(round.now());
        boolean exhausted = unknown.unknownFor(round.now()).compareTo(patience.unknown()) >= 0;
        if (exhausted && answer.neverArrived()) {
            String why = "it never arrived: " + answer.detail();
            return over(errand, DecisionState.FAILED, ActionResult.FAILED, why, round);
        }
        if (exhausted || unknown.cancelling()) {
            return over(errand, DecisionState.UNKNOWN, ActionResult.UNKNOWN, answer.detail(), round);
        }
        if (!unknown.equals(remedy.execution())) {
            Remedy noted = remedy.in(DecisionState.STARTED, answer.detail(), round.now())
                    .at(unknown);
            if (!round.move(errand, noted)) {
                return false;
            }
        }
        errand.answer = null;
        errand.resend = answer.neverArrived();
        errand.putOff(patience.askAgain(), round.now());
        return false;
    }

    private static boolean over(
            ActionRun errand, DecisionState state, ActionResult result, String detail, DispatchTurn round) {
        Remedy remedy = errand.remedy();
        return round.move(
                errand,
                remedy.in(state, detail, round.now())
                        .at(remedy.execution().answered(result, round.now()))
                        .verified(new Verification(Verification.State.NOT_APPLICABLE, "there is nothing to verify")));
    }
}
