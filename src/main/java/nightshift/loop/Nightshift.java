package nightshift.loop;

import static nightshift.loop.TurnTimes.Stage.ACT;
import static nightshift.loop.TurnTimes.Stage.DECIDE;
import static nightshift.loop.TurnTimes.Stage.JOURNAL;
import static nightshift.loop.TurnTimes.Stage.OBSERVE;
import static nightshift.loop.TurnTimes.Stage.UNDERSTAND;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nightshift.act.Dispatcher;
import nightshift.decide.Rulebook;
import nightshift.fact.Assessment;
import nightshift.fact.Change;
import nightshift.fact.Snapshot;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.Remedy;
import nightshift.fact.decision.RulebookStatus;
import nightshift.fact.telemetry.HistoryPoint;
import nightshift.fact.telemetry.IntakeStatus;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.journal.Journal;
import nightshift.observe.Observer;
import nightshift.understand.Analyst;
import org.jspecify.annotations.Nullable;

/// One Nightshift: the loop and the views on it. A plain object, made from its parts; a server has one, a scoreboard
/// makes many.
///
/// [#step] is called by one thread: the [Pacer] of a server, or the world of a scenario. Everything else may be called
/// from any thread.
public final class Nightshift implements AutoCloseable {
    private final Observer observer;
    private final Analyst analyst;
    private final Rulebook rulebook;
    private final Dispatcher dispatcher;
    private final Journal journal;
    private final InstantSource clock;
    private final Inbox inbox = new Inbox();
    private final RulesLog rulesLog;
    private final TurnTimes times;

    private List<Remedy> remedies;
    private volatile @Nullable Assessment belief;

    /// @param stages not shared with another Nightshift
    /// @param journal already open; closed with this
    /// @param clock the time that people's orders are stamped with; the same that intake stamps arrivals with
    /// @param times where durations are added up
    public Nightshift(Stages stages, Journal journal, InstantSource clock, TurnTimes times) {
        this.times = times;
        this.observer = stages.observer();
        this.analyst = stages.analyst();
        this.rulebook = stages.rulebook();
        this.dispatcher = stages.dispatcher();
        this.journal = journal;
        this.clock = clock;
        this.rulesLog = new RulesLog(journal);
        journal.unappliedCommands().forEach(inbox::offer);
        this.remedies = journal.remediesOfOpenIncidents();
    }

    /// Goes round once.
    ///
    /// @param now not before the last step's
    public void step(Instant now) {
        List<Remedy> before = remedies;
        remedies = times.turn(() -> turn(before, now));
    }

    private List<Remedy> turn(List<Remedy> remedies, Instant now) {
        List<Command> orders = inbox.drain(); // approve, reject, pause, change of mode
        Snapshot seen = times.stage(OBSERVE, () -> observer.snapshot(now)); // windows closed by now
        Assessment belief = // anomalies, incidents, ranked causes
                times.stage(UNDERSTAND, () -> analyst.assess(seen, remedies, rulebook.watches()));
        List<Decision> decisions = // only what is new
                times.stage(DECIDE, () -> rulebook.decide(belief, remedies, orders, now));
        times.stage(JOURNAL, () -> journal.intend(decisions, orders, now)); // one transaction, before any effect
        List<Remedy> next = times.stage(ACT, () -> dispatcher.advance(decisions, orders, belief, now));
        times.stage(JOURNAL, () -> journal.record(belief.incidents(), now));
        rulesLog.note(rulebook.status(), now);
        this.belief = belief;
        return next; // what the next turn knows of what was done
    }

    /// Takes an order: journalled before this returns, applied in the next turn.
    public Acknowledgement submit(Command command) {
        if (journal.unwritable().isPresent()) {
            return Acknowledgement.JOURNAL_NOT_WRITABLE;
        }
        if (inbox.full()) {
            return Acknowledgement.QUEUE_FULL;
        }
        journal.received(command);
        return inbox.offer(command) ? Acknowledgement.ACCEPTED : Acknowledgement.QUEUE_FULL;
    }

    /// Takes in a change that was told over REST.
    public Acknowledgement tell(Change change) {
        observer.change(change);
        return Acknowledgement.ACCEPTED;
    }

    /// What is believed since the last turn; empty before the first.
    public Optional<Assessment> assessment() {
        return Optional.ofNullable(belief);
    }

    /// When it went round last; empty before the first turn.
    public Optional<Instant> lastTurn() {
        return assessment().map(Assessment::now);
    }

    /// How long turns and their stages take.
    public TurnTimes times() {
        return times;
    }

    /// The recent past of a series, oldest first.
    public List<HistoryPoint> history(SeriesKey key) {
        return analyst.history(key);
    }

    public RulebookStatus rules() {
        return rulebook.status();
    }

    /// Why no rules are in force, although nobody wanted it so.
    public Optional<String> rulesOut() {
        return rulebook.out();
    }

    public IntakeStatus intake() {
        return observer.status();
    }

    /// Live series that found no room to be watched.
    public int unwatched() {
        return analyst.unwatched();
    }

    public boolean paused() {
        return dispatcher.paused();
    }

    /// For queries only; this Nightshift writes it.
    public Journal journal() {
        return journal;
    }

    /// This Nightshift's time: the wall's in a server, the world's in a world.
    public Instant now() {
        return clock.instant();
    }

    /// How it is by its own word; whether the loop turns is for its pacer to say.
    public Health health() {
        List<String> reasons = new ArrayList<>();
        Optional<String> unwritable = journal.unwritable();
        unwritable.ifPresent(reason -> reasons.add("the journal can't be written, so nothing is done: " + reason));
        if (paused()) {
            reasons.add("automation is paused: it observes and decides, and dispatches nothing");
        }
        if (unwatched() > 0) {
            reasons.add(unwatched() + " series are not watched, there is no room: nobody would see them fail; raise"
                    + " nightshift.limits.watched, and the heap with it, or send less");
        }
        intake().refusing().forEach((reason, sentence) -> reasons.add("what is sent is not all seen: " + sentence));
        Assessment now = belief;
        if (now != null && now.forecaster().degraded()) {
            reasons.add("the forecaster is degraded: " + now.forecaster().reason());
        }
        Optional<String> out = rulebook.out();
        out.ifPresent(reasons::add);
        if (out.isEmpty() && !rules().problems().isEmpty()) {
            reasons.add("rule files have problems, the last good rules are live: "
                    + rules().problems().getFirst().text());
        }
        return new Health(true, unwritable.isEmpty(), reasons);
    }

    @Override
    public void close() {
        rulebook.close();
        journal.close();
    }
}
