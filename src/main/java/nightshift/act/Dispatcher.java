package nightshift.act;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import nightshift.act.interlock.CoolDowns;
import nightshift.act.interlock.Interlocks;
import nightshift.act.life.ActionRun;
import nightshift.act.life.Approvals;
import nightshift.act.life.BeforeStart;
import nightshift.act.life.DispatchTurn;
import nightshift.act.life.Effects;
import nightshift.act.life.Phase;
import nightshift.act.life.SafetyNet;
import nightshift.act.life.WhileRunning;
import nightshift.act.life.WhileUndoing;
import nightshift.act.life.WhileVerifying;
import nightshift.act.target.ActuatorTable;
import nightshift.act.verify.Verifier;
import nightshift.fact.Assessment;
import nightshift.fact.Incident;
import nightshift.fact.Outcome;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.Decision;
import nightshift.journal.Journal;
import nightshift.journal.LedgerEntry;

/// The acting stage. Owned by the loop's thread; never blocks it, unless the executor runs effects at once.
///
/// A decision's life is on disk: INTENT before anything is asked, STARTED before anything is sent. After a restart
/// whatever is in flight is asked by its id.
public final class Dispatcher {
    /// More steps than any life can take in one turn; a bound against a defect.
    private static final int MOST_STEPS = 16;

    private final Journal journal;
    private final Effects effects;
    private final Approvals approvals;
    private final SafetyNet safetyNet;
    private final Phase beforeStart;
    private final Phase whileRunning;
    private final Phase whileVerifying;
    private final Phase whileUndoing;
    private final Map<String, ActionRun> errands = new LinkedHashMap<>();

    /// Decided, and not in the journal yet because it could not be written.
    private final List<String> notIntended = new ArrayList<>();

    private volatile Optional<Command.Pause> pause;

    /// Takes up what was in flight when the process ended.
    ///
    /// @param actuators where actions go
    /// @param coolDowns what rules ask for
    /// @param journal open
    /// @param effects runs calls to targets: virtual threads live, `Runnable::run` in a scenario
    public Dispatcher(
            ActConfig config, ActuatorTable actuators, CoolDowns coolDowns, Journal journal, Executor effects) {
        this.journal = journal;
        this.effects = new Effects(effects, actuators);
        this.approvals = new Approvals(journal, config.patience().approval());
        this.safetyNet = new SafetyNet(config.patience());
        Interlocks interlocks = new Interlocks(config.limits(), coolDowns);
        beforeStart =
                new BeforeStart(interlocks, this.effects, config.patience().approval());
        whileRunning = new WhileRunning(interlocks, this.effects, config.patience());
        whileVerifying = new WhileVerifying(interlocks, this.effects, new Verifier(config.verifying()));
        whileUndoing = new WhileUndoing(interlocks, this.effects, config.patience());
        pause = journal.pause();
        journal.inFlight().forEach(this::takeUp);
    }

    /// Starts what is new, polls, verifies and undoes what is in flight.
    ///
    /// @param decisions new ones, which the journal was told to intend
    /// @return what changed since the last call: an outcome when an action starts, is answered, is settled
    public List<Outcome> advance(List<Decision> decisions, List<Command> orders, Assessment belief, Instant now) {
        orders.forEach(this::pauseOrResume);
        DispatchTurn round = new DispatchTurn(journal, belief, now, pause, errands.values());
        takeUp(decisions);
        approvals.take(orders, errands, round);
        goOn(round);
        List<Decision> fallen = fallen(belief);
        if (!fallen.isEmpty()) {
            journal.intend(fallen, List.of(), now);
            takeUp(fallen);
            goOn(round);
        }
        errands.values().removeIf(errand -> errand.state().settled());
        return round.outcomes();
    }

    /// Whether the kill switch is on. Safe from any thread.
    public boolean paused() {
        return pause.isPresent();
    }

    private void pauseOrResume(Command order) {
        switch (order) {
            case Command.Pause ordered -> pause = Optional.of(ordered);
            case Command.Resume ignored -> pause = Optional.empty();
            case Command.Approve ignored -> {}
            case Command.Reject ignored -> {}
            case Command.SetMode ignored -> {}
        }
    }

    private void takeUp(List<Decision> decisions) {
        decisions.forEach(decision -> notIntended.add(decision.id()));
        notIntended.removeIf(id -> {
            Optional<LedgerEntry> entry = journal.entry(id);
            entry.ifPresent(this::takeUp);
            return entry.isPresent();
        });
    }

    private void takeUp(LedgerEntry entry) {
        if (!entry.state().settled()) {
            errands.putIfAbsent(entry.decision().id(), new ActionRun(entry));
        }
    }

    private void goOn(DispatchTurn round) {
        boolean moved = true;
        for (int step = 0; moved && step < MOST_STEPS; step++) {
            moved = effects.collect();
            for (ActionRun errand : errands.values()) {
                moved |= step(errand, round);
            }
        }
    }

    private boolean step(ActionRun errand, DispatchTurn round) {
        return switch (errand.state()) {
            case AWAITING_APPROVAL, INTENT -> beforeStart.step(errand, round);
            case STARTED -> whileRunning.step(errand, round);
            case VERIFYING -> whileVerifying.step(errand, round);
            case UNDOING -> whileUndoing.step(errand, round);
            case SHADOWED,
                    SUGGESTED,
                    VETOED,
                    REJECTED,
                    EXPIRED,
                    HEALED,
                    DONE,
                    NOT_HEALED,
                    UNDONE,
                    INCONCLUSIVE,
                    FAILED,
                    UNKNOWN,
                    CANCELLED -> false;
        };
    }

    private List<Decision> fallen(Assessment belief) {
        boolean anyOpen = belief.incidents().stream().anyMatch(Incident::open);
        if (!anyOpen) {
            return List.of();
        }
        return safetyNet.due(belief, journal.decisionsOfOpenIncidents()).stream()
                .filter(page -> !notIntended.contains(page.id()))
                .toList();
    }
}
