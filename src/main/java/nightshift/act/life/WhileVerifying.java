package nightshift.act.life;

import java.time.Instant;
import java.util.Optional;
import nightshift.act.interlock.Interlocks;
import nightshift.act.target.Actuator;
import nightshift.act.verify.Verifier;
import nightshift.fact.Action;
import nightshift.fact.Verification;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Guard;
import nightshift.fact.decision.Remedy;

/// VERIFYING: fresh data tells whether it helped. What made things worse is undone, if its inverse still applies.
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
    public boolean step(ActionRun errand, DispatchTurn round) {
        if (errand.busy) {
            return false;
        }
        Actuator.Plan undo = errand.plan;
        Verification verdict = errand.verdict;
        if (undo != null && verdict != null) {
            return undo.possible()
                    ? undo(errand, verdict, round)
                    : settle(
                            errand,
                            errand.remedy(),
                            verdict,
                            "can't be undone, " + undo.detail() + "; " + verdict.reason(),
                            round);
        }
        return judge(errand, round);
    }

    private boolean judge(ActionRun errand, DispatchTurn round) {
        Remedy remedy = errand.remedy();
        Instant answered = remedy.execution().answeredAt();
        Instant done = answered == null ? round.now() : answered;
        Remedy seen = remedy.seen(verifier.observe(
                remedy.progress(), remedy.decision().trigger(), round.belief().readings(), done));
        Verification verdict =
                verifier.judge(seen.progress(), remedy.decision(), errand.watchedSince(round.now()), round.now());
        return switch (verdict.state()) {
            case PENDING, NOT_APPLICABLE -> {
                round.note(errand, seen);
                yield false;
            }
            case HEALED, NOT_HEALED, INCONCLUSIVE -> settle(errand, seen, verdict, verdict.reason(), round);
            case WORSE -> worse(errand, seen, verdict, round);
        };
    }

    private boolean worse(ActionRun errand, Remedy seen, Verification verdict, DispatchTurn round) {
        Optional<Action> inverse = seen.inverse();
        if (inverse.isEmpty()) {
            return settle(errand, seen, verdict, "it has no inverse; " + verdict.reason(), round);
        }
        if (!round.note(errand, seen)) {
            return false;
        }
        errand.verdict = verdict;
        effects.planUndo(errand, inverse.get());
        return true;
    }

    private boolean undo(ActionRun errand, Verification verdict, DispatchTurn round) {
        Remedy remedy = errand.remedy();
        Guard strictest = interlocks.beforeFollowUp(remedy, round.situation()).strictest();
        if (strictest.verdict() != Guard.Verdict.PASS) {
            return false;
        }
        Remedy undoing =
                remedy.in(DecisionState.UNDOING, verdict.reason(), round.now()).verified(verdict);
        if (!round.move(errand, undoing)) {
            return false;
        }
        effects.undo(errand);
        return true;
    }

    private static boolean settle(
            ActionRun errand, Remedy seen, Verification verdict, String detail, DispatchTurn round) {
        DecisionState state = switch (verdict.state()) {
            case HEALED -> DecisionState.HEALED;
            case INCONCLUSIVE -> DecisionState.INCONCLUSIVE;
            case PENDING, NOT_HEALED, WORSE, NOT_APPLICABLE -> DecisionState.NOT_HEALED;
        };
        return round.move(errand, seen.in(state, detail, round.now()).verified(verdict));
    }
}
