package nightshift.act.life;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nightshift.act.interlock.Interlocks;
import nightshift.act.target.Actuator;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Execution;
import nightshift.fact.decision.Guard;
import nightshift.fact.decision.HoldReason;
import nightshift.fact.decision.Planned;
import nightshift.fact.decision.Remedy;
import nightshift.fact.telemetry.Figure;
import org.jspecify.annotations.Nullable;

/// INTENT and AWAITING_APPROVAL: interlocks, a dry run, interlocks again, and STARTED on disk before the effect.
public final class BeforeStart implements Phase {
    private final Interlocks interlocks;
    private final Effects effects;
    private final LifeConfig patience;

    public BeforeStart(Interlocks interlocks, Effects effects, LifeConfig patience) {
        this.interlocks = interlocks;
        this.effects = effects;
        this.patience = patience;
    }

    @Override
    public boolean step(ActionRun run, DispatchTurn turn) {
        if (run.remedy().state() == DecisionState.AWAITING_APPROVAL) {
            return waitForPerson(run, turn);
        }
        if (run.busy) {
            return false;
        }
        boolean moved = switch (run.plan) {
            case null -> gate(run, null, turn);
            case Actuator.Plan.Possible plan -> gate(run, plan, turn);
            case Actuator.Plan.Impossible plan -> refuse(run, plan.detail(), turn);
            case Actuator.Plan.Away plan -> planLater(run, plan, turn);
        };
        run.plan = null; // not before, so that a turn that is taken again need not plan again
        return moved;
    }

    private boolean gate(ActionRun run, Actuator.Plan.@Nullable Possible plan, DispatchTurn turn) {
        Interlocks.Verdicts ruling = interlocks.beforeStart(run.remedy(), turn.situation());
        Remedy guarded = run.remedy().guardedBy(ruling.guards());
        Guard strictest = ruling.strictest();
        return switch (strictest.verdict()) {
            case PASS -> {
                if (plan != null) {
                    yield start(run, guarded, plan, turn);
                }
                yield plan(run, turn);
            }
            case WAIT -> note(run, guarded, strictest, turn);
            case APPROVAL ->
                turn.move(run, guarded.in(DecisionState.AWAITING_APPROVAL, strictest.reason(), turn.now()));
            case VETO -> turn.move(run, guarded.heldBack(DecisionState.VETOED, strictest.reason(), turn.now()));
        };
    }

    private boolean plan(ActionRun run, DispatchTurn turn) {
        if (!run.mayAsk(turn.now())) {
            return false;
        }
        effects.plan(run);
        return true;
    }

    /// A target that is away, or has no time, has refused nothing.
    private boolean planLater(ActionRun run, Actuator.Plan.Away away, DispatchTurn turn) {
        Remedy remedy = run.remedy();
        Execution unanswered = remedy.execution().unanswered(turn.now());
        if (unanswered.unknownFor(turn.now()).compareTo(patience.unknown()) >= 0) {
            return refuse(
                    run, "it could not be asked for " + Figure.of(patience.unknown()) + ": " + away.detail(), turn);
        }
        run.askOnceMore(patience.askAgain(), away.retryAfter(), turn.now());
        if (!unanswered.equals(remedy.execution())) {
            turn.move(
                    run,
                    remedy.in(DecisionState.INTENT, away.detail(), turn.now()).at(unanswered));
        }
        return false;
    }

    private boolean start(ActionRun run, Remedy guarded, Actuator.Plan.Possible plan, DispatchTurn turn) {
        if (differs(guarded, plan)) {
            return askAnew(run, guarded, plan, turn);
        }
        if (!plan.approval().isEmpty() && guarded.approvedBy() == null) {
            return askForOwners(run, guarded, plan, turn);
        }
        Remedy started = guarded.in(DecisionState.STARTED, plan.detail(), turn.now())
                .at(guarded.execution().started(plan.inverse(), plan.pinned(), turn.now()));
        if (!turn.move(run, started)) {
            return false;
        }
        effects.start(run);
        return true;
    }

    /// Whether it would do something else now than the person saw who approved it.
    private static boolean differs(Remedy remedy, Actuator.Plan.Possible plan) {
        return remedy.approvedBy() != null
                && remedy.execution()
                        .planned()
                        .filter(seen -> !seen.same(plan.detail(), plan.inverse()))
                        .isPresent();
    }

    private boolean askAnew(ActionRun run, Remedy guarded, Actuator.Plan.Possible plan, DispatchTurn turn) {
        String why = "what " + guarded.approvedBy() + " approved is not what would happen now: " + plan.detail();
        Remedy waiting = guarded.in(DecisionState.AWAITING_APPROVAL, why, turn.now())
                .unapproved()
                .at(guarded.execution().planned(shown(guarded, true, plan.detail(), plan.inverse(), turn)));
        return turn.move(run, waiting);
    }

    /// The rules may act, but not on this without a person: its owners say so, or what the plan found.
    private boolean askForOwners(ActionRun run, Remedy guarded, Actuator.Plan.Possible plan, DispatchTurn turn) {
        List<Guard> guards = new ArrayList<>(guarded.guards());
        Guard owners = new Guard(HoldReason.OWNERS.guard(), Guard.Verdict.APPROVAL, plan.approval(), turn.now());
        guards.removeIf(guard -> guard.name().equals(owners.name()));
        guards.add(owners);
        Remedy waiting = guarded.in(DecisionState.AWAITING_APPROVAL, plan.approval(), turn.now())
                .guardedBy(guards)
                .at(guarded.execution().planned(shown(guarded, true, plan.detail(), plan.inverse(), turn)));
        return turn.move(run, waiting);
    }

    private Planned shown(Remedy remedy, boolean possible, String effect, Optional<Action> inverse, DispatchTurn turn) {
        return new Planned(possible, effect, inverse.orElse(null), turn.now(), expiry(remedy));
    }

    private Instant expiry(Remedy remedy) {
        return remedy.decision().decidedAt().plus(patience.approval());
    }

    /// Written only when a verdict changed, so that waiting writes nothing.
    private static boolean note(ActionRun run, Remedy guarded, Guard strictest, DispatchTurn turn) {
        if (!guarded.guards().equals(run.remedy().guards())) {
            Remedy held = guarded.at(guarded.execution().reached()); // nobody asks its target meanwhile
            turn.move(run, held.in(DecisionState.INTENT, strictest.reason(), turn.now()));
        }
        return false;
    }

    private static boolean refuse(ActionRun run, String why, DispatchTurn turn) {
        return turn.move(run, run.remedy().heldBack(DecisionState.FAILED, why, turn.now()));
    }

    private boolean waitForPerson(ActionRun run, DispatchTurn turn) {
        Remedy remedy = run.remedy();
        String incident = remedy.incident();
        if (!turn.belief().open(incident)) {
            String over = "incident " + incident + " is over";
            return turn.move(run, remedy.heldBack(DecisionState.CANCELLED, over, turn.now()));
        }
        Optional<Remedy> done =
                turn.remedies().filter(other -> doneInstead(other, remedy)).findFirst();
        if (done.isPresent()) {
            String instead = "rule " + done.get().decision().rule().id() + " did it meanwhile, by decision "
                    + done.get().id();
            return turn.move(run, remedy.heldBack(DecisionState.CANCELLED, instead, turn.now()));
        }
        if (!turn.now().isBefore(expiry(remedy))) {
            String expired = "nobody approved it within " + patience.approval();
            return turn.move(run, remedy.heldBack(DecisionState.EXPIRED, expired, turn.now()));
        }
        boolean moved = noteMute(run, turn) || !run.busy && preview(run, turn);
        if (!run.busy) {
            run.plan = null; // not before, so that a turn that is taken again need not plan again
        }
        return moved;
    }

    /// Whoever is asked is told that it is muted, and that it is so no more.
    private boolean noteMute(ActionRun run, DispatchTurn turn) {
        Remedy remedy = run.remedy();
        if (turn.muted(remedy) == remedy.muted()) {
            return false;
        }
        List<Guard> guards = interlocks.beforeAsking(remedy, turn.situation()).guards();
        return turn.move(run, remedy.guardedBy(guards));
    }

    /// A person is to see what would happen, what would undo it and what the guards say before they
    /// answer. What can't be planned may be approved all the same: it is planned anew then.
    private boolean preview(ActionRun run, DispatchTurn turn) {
        Remedy remedy = run.remedy();
        return switch (run.plan) {
            case null -> askForPreview(run, turn);
            case Actuator.Plan.Possible plan ->
                turn.move(run, previewed(remedy, shown(remedy, true, plan.detail(), plan.inverse(), turn), turn));
            case Actuator.Plan.Impossible plan ->
                turn.move(run, previewed(remedy, shown(remedy, false, plan.detail(), Optional.empty(), turn), turn));
            case Actuator.Plan.Away away -> {
                run.askOnceMore(patience.askAgain(), away.retryAfter(), turn.now());
                yield false;
            }
        };
    }

    private boolean askForPreview(ActionRun run, DispatchTurn turn) {
        Remedy remedy = run.remedy();
        boolean due = remedy.execution().planned().isEmpty()
                && run.mayAsk(turn.now())
                && interlocks.beforeCalling(remedy, turn.situation()).pass();
        if (due) {
            effects.plan(run);
        }
        return due;
    }

    private Remedy previewed(Remedy remedy, Planned said, DispatchTurn turn) {
        return remedy.at(remedy.execution().planned(said))
                .guardedBy(interlocks.beforeStart(remedy, turn.situation()).guards());
    }

    /// Whether another decision did to the same target, since this one waits, just what this one waits to do. What is
    /// under way, and what was tried and came to nothing, may still have to be done.
    private static boolean doneInstead(Remedy other, Remedy waiting) {
        Instant started = other.startedAt();
        return other.incident().equals(waiting.incident())
                && other.action().equals(waiting.action())
                && other.execution().result() == ActionResult.SUCCEEDED
                && started != null
                && !started.isBefore(waiting.decision().decidedAt());
    }
}
