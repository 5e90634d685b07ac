package nightshift.act.life;

import java.time.Instant;
import java.util.Optional;
import nightshift.act.interlock.Interlocks;
import nightshift.act.target.Actuator;
import nightshift.act.verify.Verifier;
import nightshift.fact.Action;
import nightshift.fact.Verification;
import nightshift.fact.decision.Guard;
import nightshift.journal.DecisionState;
import nightshift.journal.LedgerEntry;

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
                    : settle(errand, verdict, "can't be undone, " + undo.detail() + "; " + verdict.reason(), round);
        }
        return judge(errand, round);
    }

    private boolean judge(ActionRun errand, DispatchTurn round) {
        LedgerEntry entry = errand.entry();
        Instant done = entry.answeredAt() == null ? round.now() : entry.answeredAt();
        errand.streak = verifier.observe(
                errand.streak, entry.decision().trigger(), round.belief().readings(), done);
        Verification verdict =
                verifier.judge(errand.streak, entry.decision(), errand.watchedSince(round.now()), round.now());
        return switch (verdict.state()) {
            case PENDING, NOT_APPLICABLE -> false;
            case HEALED, NOT_HEALED, INCONCLUSIVE -> settle(errand, verdict, verdict.reason(), round);
            case WORSE -> worse(errand, verdict, round);
        };
    }

    private boolean worse(ActionRun errand, Verification verdict, DispatchTurn round) {
        Optional<Action> inverse = errand.entry().inverse();
        if (inverse.isEmpty()) {
            return settle(errand, verdict, "it has no inverse; " + verdict.reason(), round);
        }
        errand.verdict = verdict;
        effects.planUndo(errand, inverse.get());
        return true;
    }

    private boolean undo(ActionRun errand, Verification verdict, DispatchTurn round) {
        Guard strictest =
                interlocks.beforeFollowUp(errand.entry(), round.situation()).strictest();
        if (strictest.verdict() != Guard.Verdict.PASS) {
            return false;
        }
        LedgerEntry undoing =
                errand.entry().in(DecisionState.UNDOING, verdict.reason()).verified(verdict);
        if (!round.move(errand, undoing)) {
            return false;
        }
        effects.undo(errand);
        return true;
    }

    private static boolean settle(ActionRun errand, Verification verdict, String detail, DispatchTurn round) {
        DecisionState state = switch (verdict.state()) {
            case HEALED -> DecisionState.HEALED;
            case INCONCLUSIVE -> DecisionState.INCONCLUSIVE;
            case PENDING, NOT_HEALED, WORSE, NOT_APPLICABLE -> DecisionState.NOT_HEALED;
        };
        return round.move(
                errand, errand.entry().in(state, detail).verified(verdict).endedAt(round.now()));
    }
}
