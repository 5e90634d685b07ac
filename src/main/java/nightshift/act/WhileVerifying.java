package nightshift.act;

import java.time.Instant;
import java.util.Optional;
import nightshift.fact.Action;
import nightshift.fact.Guard;
import nightshift.fact.Verification;
import nightshift.journal.DecisionState;
import nightshift.journal.LedgerEntry;

/// VERIFYING: fresh data tells whether it helped. What made things worse is undone, if its inverse still applies.
final class WhileVerifying implements Phase {
    private final Interlocks interlocks;
    private final Effects effects;
    private final Verifier verifier;

    WhileVerifying(Interlocks interlocks, Effects effects, Verifier verifier) {
        this.interlocks = interlocks;
        this.effects = effects;
        this.verifier = verifier;
    }

    @Override
    public boolean step(Errand errand, Round round) {
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

    private boolean judge(Errand errand, Round round) {
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

    private boolean worse(Errand errand, Verification verdict, Round round) {
        Optional<Action> inverse = errand.entry().inverse();
        if (inverse.isEmpty()) {
            return settle(errand, verdict, "it has no inverse; " + verdict.reason(), round);
        }
        errand.verdict = verdict;
        effects.planUndo(errand, inverse.get());
        return true;
    }

    private boolean undo(Errand errand, Verification verdict, Round round) {
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

    private static boolean settle(Errand errand, Verification verdict, String detail, Round round) {
        DecisionState state = switch (verdict.state()) {
            case HEALED -> DecisionState.HEALED;
            case INCONCLUSIVE -> DecisionState.INCONCLUSIVE;
            case PENDING, NOT_HEALED, WORSE, NOT_APPLICABLE -> DecisionState.NOT_HEALED;
        };
        return round.move(
                errand, errand.entry().in(state, detail).verified(verdict).endedAt(round.now()));
    }
}
