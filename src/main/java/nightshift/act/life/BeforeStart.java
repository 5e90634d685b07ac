package nightshift.act.life;

import java.time.Duration;
import nightshift.act.interlock.Interlocks;
import nightshift.act.target.Actuator;
import nightshift.fact.ActionResult;
import nightshift.fact.Verification;
import nightshift.fact.decision.Guard;
import nightshift.journal.DecisionState;
import nightshift.journal.LedgerEntry;
import org.jspecify.annotations.Nullable;

/// INTENT and AWAITING_APPROVAL: interlocks, a dry run, interlocks again, and STARTED on disk before the effect.
public final class BeforeStart implements Phase {
    private final Interlocks interlocks;
    private final Effects effects;
    private final Duration approval;

    public BeforeStart(Interlocks interlocks, Effects effects, Duration approval) {
        this.interlocks = interlocks;
        this.effects = effects;
        this.approval = approval;
    }

    @Override
    public boolean step(ActionRun errand, DispatchTurn round) {
        if (errand.state() == DecisionState.AWAITING_APPROVAL) {
            return waitForPerson(errand, round);
        }
        if (errand.busy) {
            return false;
        }
        Actuator.Plan plan = errand.plan;
        errand.plan = null;
        if (plan != null && !plan.possible()) {
            return refuse(errand, plan.detail(), round);
        }
        return gate(errand, plan, round);
    }

    private boolean gate(ActionRun errand, Actuator.@Nullable Plan plan, DispatchTurn round) {
        Interlocks.Verdicts ruling = interlocks.beforeStart(errand.entry(), round.situation());
        LedgerEntry guarded = errand.entry().guardedBy(ruling.guards());
        Guard strictest = ruling.strictest();
        return switch (strictest.verdict()) {
            case PASS -> {
                if (plan == null) {
                    effects.plan(errand);
                    yield true;
                }
                yield start(errand, guarded, plan, round);
            }
            case WAIT -> note(errand, guarded, strictest, round);
            case APPROVAL -> round.move(errand, guarded.in(DecisionState.AWAITING_APPROVAL, strictest.reason()));
            case VETO -> round.move(errand, over(guarded, DecisionState.VETOED, strictest.reason(), round));
        };
    }

    private boolean start(ActionRun errand, LedgerEntry guarded, Actuator.Plan plan, DispatchTurn round) {
        LedgerEntry started = guarded.in(DecisionState.STARTED, plan.detail())
                .undoneBy(plan.inverse())
                .startedAt(round.now());
        if (!round.move(errand, started)) {
            return false;
        }
        effects.start(errand);
        return true;
    }

    /// Written only when a verdict changed, so that waiting writes nothing.
    private static boolean note(ActionRun errand, LedgerEntry guarded, Guard strictest, DispatchTurn round) {
        if (!guarded.record().guards().equals(errand.entry().record().guards())) {
            round.move(errand, guarded.in(DecisionState.INTENT, strictest.reason()));
        }
        return false;
    }

    private static boolean refuse(ActionRun errand, String why, DispatchTurn round) {
        LedgerEntry refused = over(errand.entry(), DecisionState.FAILED, why, round);
        return round.move(errand, refused);
    }

    private boolean waitForPerson(ActionRun errand, DispatchTurn round) {
        LedgerEntry entry = errand.entry();
        String incident = entry.decision().incident();
        boolean open = round.belief().incidents().stream()
                .anyMatch(candidate -> candidate.id().equals(incident) && candidate.open());
        if (!open) {
            return round.move(errand, over(entry, DecisionState.CANCELLED, "incident " + incident + " is over", round));
        }
        if (!round.now().isBefore(entry.decision().decidedAt().plus(approval))) {
            return round.move(
                    errand, over(entry, DecisionState.EXPIRED, "nobody approved it within " + approval, round));
        }
        return false;
    }

    private static LedgerEntry over(LedgerEntry entry, DecisionState state, String why, DispatchTurn round) {
        return entry.in(state, why)
                .answered(ActionResult.REFUSED, null)
                .verified(new Verification(Verification.State.NOT_APPLICABLE, "nothing was done"))
                .endedAt(round.now());
    }
}
