package nightshift.act.life;

import java.time.Duration;
import nightshift.act.interlock.Interlocks;
import nightshift.act.target.Actuator;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Guard;
import nightshift.fact.decision.Remedy;
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
        if (errand.remedy().state() == DecisionState.AWAITING_APPROVAL) {
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
        Interlocks.Verdicts ruling = interlocks.beforeStart(errand.remedy(), round.situation());
        Remedy guarded = errand.remedy().guardedBy(ruling.guards());
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
            case APPROVAL ->
                round.move(errand, guarded.in(DecisionState.AWAITING_APPROVAL, strictest.reason(), round.now()));
            case VETO -> round.move(errand, guarded.heldBack(DecisionState.VETOED, strictest.reason(), round.now()));
        };
    }

    private boolean start(ActionRun errand, Remedy guarded, Actuator.Plan plan, DispatchTurn round) {
        Remedy started = guarded.in(DecisionState.STARTED, plan.detail(), round.now())
                .at(guarded.execution().started(plan.inverse(), round.now()));
        if (!round.move(errand, started)) {
            return false;
        }
        effects.start(errand);
        return true;
    }

    /// Written only when a verdict changed, so that waiting writes nothing.
    private static boolean note(ActionRun errand, Remedy guarded, Guard strictest, DispatchTurn round) {
        if (!guarded.guards().equals(errand.remedy().guards())) {
            round.move(errand, guarded.in(DecisionState.INTENT, strictest.reason(), round.now()));
        }
        return false;
    }

    private static boolean refuse(ActionRun errand, String why, DispatchTurn round) {
        return round.move(errand, errand.remedy().heldBack(DecisionState.FAILED, why, round.now()));
    }

    private boolean waitForPerson(ActionRun errand, DispatchTurn round) {
        Remedy remedy = errand.remedy();
        String incident = remedy.incident();
        boolean open = round.belief().incidents().stream()
                .anyMatch(candidate -> candidate.id().equals(incident) && candidate.open());
        if (!open) {
            String over = "incident " + incident + " is over";
            return round.move(errand, remedy.heldBack(DecisionState.CANCELLED, over, round.now()));
        }
        if (!round.now().isBefore(remedy.decision().decidedAt().plus(approval))) {
            String expired = "nobody approved it within " + approval;
            return round.move(errand, remedy.heldBack(DecisionState.EXPIRED, expired, round.now()));
        }
        return false;
    }
}
