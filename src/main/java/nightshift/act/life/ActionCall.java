package nightshift.act.life;

import java.time.Duration;
import java.time.Instant;
import nightshift.act.target.Actuator;
import nightshift.fact.ActionResult;
import nightshift.fact.Verification;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Execution;
import nightshift.fact.decision.Remedy;

/// The action itself. What runs too long is cancelled. What can't be cancelled is asked about for
/// as long as it runs: it keeps its service to itself, and a person is told. What stays unknown
/// until the deadline ends as UNKNOWN.
public final class ActionCall implements TargetCall {
    private final Effects effects;
    private final LifeConfig patience;

    public ActionCall(Effects effects, LifeConfig patience) {
        this.effects = effects;
        this.patience = patience;
    }

    @Override
    public void send(ActionRun run) {
        effects.start(run);
    }

    @Override
    public boolean changes(ActionRun run) {
        return toBeCancelled(run);
    }

    /// A cancelling that the process did not live to send is sent now; the same once more does no harm.
    @Override
    public void ask(ActionRun run) {
        if (toBeCancelled(run)) {
            run.cancelSent = true;
            effects.cancel(run);
        } else {
            effects.poll(run);
        }
    }

    private static boolean toBeCancelled(ActionRun run) {
        Execution execution = run.remedy().execution();
        return execution.cancelling() && !run.cancelSent && execution.result() == ActionResult.IN_PROGRESS;
    }

    @Override
    public boolean take(ActionRun run, Actuator.Answer answer, DispatchTurn turn) {
        return switch (answer.result()) {
            case IN_PROGRESS -> stillRunning(run, answer, turn);
            case SUCCEEDED -> succeeded(run, answer, turn);
            case FAILED, REFUSED, TIMED_OUT -> over(run, DecisionState.FAILED, answer.result(), answer.detail(), turn);
            case CANCELLED -> over(run, DecisionState.CANCELLED, answer.result(), answer.detail(), turn);
            case UNKNOWN -> unknown(run, answer, turn);
        };
    }

    private boolean stillRunning(ActionRun run, Actuator.Answer answer, DispatchTurn turn) {
        Remedy remedy = run.remedy();
        Execution execution = remedy.execution();
        Instant started = execution.startedAt() == null ? turn.now() : execution.startedAt();
        Instant deadline = started.plus(patience.running().of(remedy.action().type()));
        if (turn.now().isBefore(deadline)) {
            return askLater(run, turn);
        }
        if (!execution.cancelling()) {
            run.answer = null;
            return turn.move(run, remedy.at(execution.beingCancelled()));
        }
        if (run.cancelSent && run.cancelAnswer.isEmpty()) {
            run.cancelAnswer = answer.detail();
        }
        if (remedy.stuck() || turn.now().isBefore(deadline.plus(patience.cancelling()))) {
            return askLater(run, turn);
        }
        String why = "it still ran at " + turn.now() + " and could not be cancelled: " + run.cancelAnswer;
        Remedy stuck = remedy.in(DecisionState.STARTED, why, turn.now()).at(execution.overdue());
        if (turn.move(run, stuck)) {
            run.askIn(patience.askAgain(), turn.now());
        }
        return false;
    }

    private boolean askLater(ActionRun run, DispatchTurn turn) {
        Remedy remedy = run.remedy();
        boolean wasUnknown = remedy.execution().unknownSince() != null;
        if (wasUnknown && !turn.move(run, remedy.at(remedy.execution().inProgress()))) {
            return false;
        }
        run.askIn(patience.askAgain(), turn.now());
        return false;
    }

    private static boolean succeeded(ActionRun run, Actuator.Answer answer, DispatchTurn turn) {
        Remedy remedy = run.remedy();
        if (remedy.escalates()) {
            return over(run, DecisionState.DONE, answer.result(), answer.detail(), turn);
        }
        return turn.move(
                run,
                remedy.in(DecisionState.VERIFYING, answer.detail(), turn.now())
                        .at(remedy.execution().answered(ActionResult.SUCCEEDED, turn.now()))
                        .verified(new Verification(Verification.State.PENDING, "waiting for fresh data")));
    }

    private boolean unknown(ActionRun run, Actuator.Answer answer, DispatchTurn turn) {
        Remedy remedy = run.remedy();
        Execution unknown = remedy.execution().unknown(turn.now());
        Duration most = remedy.escalates() ? patience.paging() : patience.unknown();
        boolean exhausted = unknown.unknownFor(turn.now()).compareTo(most) >= 0;
        if (answer.neverArrived() && (exhausted || unknown.cancelling())) {
            DecisionState state = unknown.cancelling() ? DecisionState.CANCELLED : DecisionState.FAILED;
            ActionResult result = unknown.cancelling() ? ActionResult.CANCELLED : ActionResult.FAILED;
            return over(run, state, result, "it never arrived: " + answer.detail(), turn);
        }
        if (exhausted) {
            return over(run, DecisionState.UNKNOWN, ActionResult.UNKNOWN, answer.detail(), turn);
        }
        if (!unknown.equals(remedy.execution())) {
            Remedy noted = remedy.in(DecisionState.STARTED, answer.detail(), turn.now())
                    .at(unknown);
            if (!turn.move(run, noted)) {
                return false;
            }
        }
        run.resend = answer.neverArrived();
        run.askOnceMore(patience.askAgain(), answer.retryAfter(), turn.now());
        return false;
    }

    private static boolean over(
            ActionRun run, DecisionState state, ActionResult result, String detail, DispatchTurn turn) {
        Remedy remedy = run.remedy();
        return turn.move(
                run,
                remedy.in(state, detail, turn.now())
                        .at(remedy.execution().answered(result, turn.now()))
                        .verified(new Verification(Verification.State.NOT_APPLICABLE, "there is nothing to verify")));
    }
}
