package nightshift.act.life;

import java.time.Instant;
import java.util.Optional;
import nightshift.act.interlock.Interlocks;
import nightshift.act.target.Actuator;
import nightshift.act.verify.Verifier;
import nightshift.fact.Action;
import nightshift.fact.Regression;
import nightshift.fact.Verification;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Guard;
import nightshift.fact.decision.Remedy;
import nightshift.fact.telemetry.Readings;

/// VERIFYING: fresh data tells whether it helped. What made things worse is undone, if its inverse still applies: but a
/// version that never took requests can't be what is missed, and to bring it back takes replicas away once more.
public final class WhileVerifying implements Phase {
    private final Interlocks interlocks;
    private final Effects effects;
    private final Verifier verifier;

    public WhileVerifying(Interlocks interlocks, Effects effects, Verifier verifier) {
        this.interlocks = interlocks;
        this.effects = effects;
        this.verifier = verifier;
    }

    @Override
    public boolean step(ActionRun run, DispatchTurn turn) {
        if (run.busy) {
            return false;
        }
        Actuator.Plan undo = run.plan;
        Verification verdict = run.verdict;
        if (undo != null && verdict != null) {
            return undo.possible()
                    ? undo(run, verdict, turn)
                    : settle(
                            run,
                            run.remedy(),
                            verdict,
                            "can't be undone, " + undo.detail() + "; " + verdict.reason(),
                            turn);
        }
        return judge(run, turn);
    }

    private boolean judge(ActionRun run, DispatchTurn turn) {
        Remedy remedy = run.remedy();
        Instant answered = remedy.execution().answeredAt();
        Instant done = answered == null ? turn.now() : answered;
        Readings readings = turn.belief().readings();
        Remedy seen = remedy.seen(
                verifier.observe(remedy.progress(), remedy.decision().trigger(), readings, done));
        Verification verdict =
                verifier.judge(seen.progress(), remedy.decision(), readings, run.watchedSince(turn.now()), turn.now());
        return switch (verdict.state()) {
            case PENDING, NOT_APPLICABLE -> {
                turn.note(run, seen);
                yield false;
            }
            case HEALED, NOT_HEALED, INCONCLUSIVE -> settle(run, seen, verdict, verdict.reason(), turn);
            case WORSE -> worse(run, seen, verdict, turn);
        };
    }

    private boolean worse(ActionRun run, Remedy seen, Verification verdict, DispatchTurn turn) {
        Optional<Action> inverse = seen.inverse();
        if (inverse.isEmpty()) {
            return settle(run, seen, verdict, "it has no inverse; " + verdict.reason(), turn);
        }
        if (bringsBackWhatNeverServed(seen)) {
            String why = "it is not undone, since the version that it replaced never took requests; ";
            return settle(run, seen, verdict, why + verdict.reason(), turn);
        }
        if (!turn.note(run, seen)) {
            return false;
        }
        run.verdict = verdict;
        effects.planUndo(run, inverse.get());
        return true;
    }

    private static boolean bringsBackWhatNeverServed(Remedy rollback) {
        return rollback.decision().because().stream()
                .anyMatch(fact -> fact instanceof Regression regression && regression.neverServed());
    }

    private boolean undo(ActionRun run, Verification verdict, DispatchTurn turn) {
        Remedy remedy = run.remedy();
        Guard strictest = interlocks.beforeFollowUp(remedy, turn.situation()).strictest();
        if (strictest.verdict() != Guard.Verdict.PASS) {
            return false;
        }
        Remedy undoing =
                remedy.in(DecisionState.UNDOING, verdict.reason(), turn.now()).verified(verdict);
        if (!turn.move(run, undoing)) {
            return false;
        }
        effects.undo(run);
        return true;
    }

    private static boolean settle(ActionRun run, Remedy seen, Verification verdict, String detail, DispatchTurn turn) {
        DecisionState state = switch (verdict.state()) {
            case HEALED -> DecisionState.HEALED;
            case INCONCLUSIVE -> DecisionState.INCONCLUSIVE;
            case PENDING, NOT_HEALED, WORSE, NOT_APPLICABLE -> DecisionState.NOT_HEALED;
        };
        return turn.move(run, seen.in(state, detail, turn.now()).verified(verdict));
    }
}
