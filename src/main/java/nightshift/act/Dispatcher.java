package nightshift.act;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nightshift.act.interlock.CoolDowns;
import nightshift.act.interlock.Interlocks;
import nightshift.act.interlock.TurnGaps;
import nightshift.act.life.ActionCall;
import nightshift.act.life.ActionRun;
import nightshift.act.life.Approvals;
import nightshift.act.life.BeforeStart;
import nightshift.act.life.DispatchTurn;
import nightshift.act.life.Effects;
import nightshift.act.life.Freshness;
import nightshift.act.life.Mutes;
import nightshift.act.life.Notices;
import nightshift.act.life.Phase;
import nightshift.act.life.UndoCall;
import nightshift.act.life.WhileAsking;
import nightshift.act.life.WhileVerifying;
import nightshift.act.target.ActuatorTable;
import nightshift.act.target.ProvenPages;
import nightshift.act.verify.Verifier;
import nightshift.fact.Assessment;
import nightshift.fact.DeadLetters;
import nightshift.fact.Incident;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.Mute;
import nightshift.fact.decision.MuteLimits;
import nightshift.fact.decision.Remedy;
import nightshift.journal.Journal;

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
    private final Phase beforeStart;
    private final Phase whileStarted;
    private final Phase whileVerifying;
    private final Phase whileUndoing;

    /// The remedies of the incidents that are open, and what is in flight for others, oldest first. A
    /// finding is decided once an incident, so that there are as many as rules have findings in the open
    /// incidents.
    private final Map<String, ActionRun> runs = new LinkedHashMap<>();

    /// Decided, and not in the journal yet because it could not be written: nothing is asked of their targets.
    private final Map<String, Remedy> unwritten = new LinkedHashMap<>();

    private final TurnGaps gaps;
    private final Notices notices;
    private final Mutes mutes;
    private final MuteLimits muteLimits;

    private volatile Optional<Command.Pause> pause;
    private volatile Optional<String> unheard = Optional.empty();

    /// Takes up what was in flight when the process ended.
    ///
    /// @param actuators where actions go
    /// @param coolDowns what rules ask for
    /// @param journal open
    /// @param effects runs calls to targets: virtual threads live, `Runnable::run` in a scenario
    /// @param clock the time now, which a call asks before it is sent; the same that turns are attended by
    public Dispatcher(
            ActConfig config,
            ActuatorTable actuators,
            CoolDowns coolDowns,
            Journal journal,
            Executor effects,
            InstantSource clock) {
        this.journal = journal;
        this.gaps = new TurnGaps(config.limits().turnGap());
        Freshness fresh = new Freshness(config.limits().turnGap(), clock);
        this.effects = new Effects(effects, new ProvenPages(actuators, journal::head), fresh);
        this.approvals = new Approvals(journal, config.patience().approval());
        this.notices = new Notices(journal, this.effects, config.patience(), config.notices());
        this.mutes = new Mutes(journal);
        this.muteLimits = config.mutes();
        Interlocks interlocks =
                new Interlocks(config.limits(), config.verifying().young(), coolDowns);
        beforeStart = new BeforeStart(interlocks, this.effects, config.patience());
        whileStarted = WhileAsking.forAction(interlocks, new ActionCall(this.effects, config.patience()));
        whileVerifying =
                new WhileVerifying(interlocks, this.effects, config.patience(), new Verifier(config.verifying()));
        whileUndoing = WhileAsking.forUndo(interlocks, new UndoCall(this.effects, config.patience()));
        pause = journal.pause();
        journal.remediesOfOpenIncidents().forEach(this::takeUp);
        journal.inFlight().forEach(this::takeUp);
    }

    /// Takes a pause or a mute, or its end, at once, before anything else of a turn: it holds even while turns fail.
    public void heed(List<Command> orders) {
        orders.forEach(this::pauseOrResume);
        orders.forEach(mutes::heed);
    }

    /// Takes note of a turn's time before it acts: after a pause between two turns, when a turn is
    /// taken up late, and when the clock was set back, nothing is done until fresh data has come
    /// in.
    ///
    /// @param turn its time
    /// @param clock the time now
    /// @param behind how far the time of day is behind that, since it was set back
    public void attend(Instant turn, Instant clock, Duration behind) {
        gaps.turn(turn, clock, behind);
        effects.attend(clock);
    }

    /// Starts what is new, polls, verifies and undoes what is in flight; what throws ends it.
    public List<Remedy> advance(List<Decision> decisions, List<Command> orders, Assessment belief, Instant now) {
        heed(orders);
        return advance(decisions, orders, belief, DeadLetters.NONE, now);
    }

    /// Starts what is new, polls, verifies and undoes what is in flight. After it threw half-way it may
    /// be called again with the same decisions and orders: what was done is in the journal and is not
    /// done again. Pauses among the orders were heeded.
    ///
    /// @param decisions new ones, which the journal was told to intend
    /// @param letters where decisions in flight and orders go that can't be dealt with; they stay as they are
    /// @return all remedies of the incidents that are open, as they are now, and what was settled in this turn
    public List<Remedy> advance(
            List<Decision> decisions, List<Command> orders, Assessment belief, DeadLetters letters, Instant now) {
        letters.deliver("mutes that have expired", () -> mutes.expire(now));
        DispatchTurn turn = new DispatchTurn(journal, belief, now, pause, mutes.standing(), gaps.last(), runs.values());
        if (pause.isPresent()) {
            effects.withdraw();
        }
        decisions.forEach(decision -> unwritten.putIfAbsent(decision.id(), Remedy.of(decision)));
        unwritten.keySet().removeIf(this::takenUp);
        approvals.take(orders, runs, turn, letters);
        goOn(turn, letters);
        letters.deliver("notices", () -> notices.step(turn));
        unheard = notices.trouble().or(this::pageUnheard);
        List<Remedy> remedies = Stream.concat(
                        runs.values().stream().map(ActionRun::remedy), unwritten.values().stream())
                .toList();
        letGo(belief);
        return remedies;
    }

    /// What does not reach people, and why; empty while all does. Safe from any thread.
    public Optional<String> unheard() {
        return unheard;
    }

    private Optional<String> pageUnheard() {
        return runs.values().stream()
                .map(ActionRun::remedy)
                .filter(remedy -> remedy.escalates() && remedy.execution().unknownSince() != null)
                .findFirst()
                .map(page ->
                        "people are not reached: the page of " + page.startedAt() + " is sent again: " + page.detail());
    }

    /// The mutes that stand, oldest first. Safe from any thread.
    public List<Mute> mutes() {
        return mutes.standing();
    }

    /// How far people may mute.
    public MuteLimits muteLimits() {
        return muteLimits;
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
            case Command.Relearn ignored -> {}
            case Command.MakeMute ignored -> {}
            case Command.LiftMute ignored -> {}
        }
    }

    private boolean takenUp(String decision) {
        if (!runs.containsKey(decision)) {
            journal.decision(decision).ifPresent(this::takeUp);
        }
        return runs.containsKey(decision);
    }

    private void takeUp(Remedy remedy) {
        runs.putIfAbsent(remedy.id(), new ActionRun(remedy));
    }

    private void letGo(Assessment belief) {
        Set<String> open = belief.openIncidents().stream().map(Incident::id).collect(Collectors.toSet());
        runs.values()
                .removeIf(run -> run.remedy().state().settled()
                        && !open.contains(run.remedy().incident()));
    }

    private void goOn(DispatchTurn turn, DeadLetters letters) {
        boolean[] moved = {true};
        for (int step = 0; moved[0] && step < MOST_STEPS; step++) {
            letters.deliver("effects that wait for a thread", effects::send);
            moved[0] = effects.collect();
            for (ActionRun run : runs.values()) {
                letters.deliver("decision " + run.decision().id(), () -> moved[0] |= step(run, turn));
            }
        }
    }

    private boolean step(ActionRun run, DispatchTurn turn) {
        return switch (run.remedy().state().phase()) {
            case BEFORE_START -> beforeStart.step(run, turn);
            case RUNNING -> whileStarted.step(run, turn);
            case VERIFYING -> whileVerifying.step(run, turn);
            case UNDOING -> whileUndoing.step(run, turn);
            case SETTLED -> false;
        };
    }
}
