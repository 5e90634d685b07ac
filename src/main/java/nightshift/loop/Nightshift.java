package nightshift.loop;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nightshift.act.Dispatcher;
import nightshift.decide.Rulebook;
import nightshift.fact.Assessment;
import nightshift.fact.Change;
import nightshift.fact.Outcome;
import nightshift.fact.Snapshot;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.Decision;
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

    private List<Outcome> last;
    private volatile @Nullable Assessment belief;

    /// @param stages not shared with another Nightshift
    /// @param journal already open; closed with this
    /// @param clock the time that people's orders are stamped with; the same that intake stamps arrivals with
    public Nightshift(Stages stages, Journal journal, InstantSource clock) {
        this.observer = stages.observer();
        this.analyst = stages.analyst();
        this.rulebook = stages.rulebook();
        this.dispatcher = stages.dispatcher();
        this.journal = journal;
        this.clock = clock;
        this.rulesLog = new RulesLog(journal);
        journal.unappliedCommands().forEach(inbox::offer);
        this.last = journal.settledOutcomesOfOpenIncidents();
    }

    /// Goes round once.
    ///
    /// @param now not before the last step's
    public void step(Instant now) {
        last = turn(last, now);
    }

    private List<Outcome> turn(List<Outcome> last, Instant now) {
        List<Command> orders = inbox.drain(); // approve, reject, pause, change of mode
        orders.forEach(this::steer);
        Snapshot seen = observer.snapshot(now); // windows closed by now
        Assessment belief = analyst.assess(seen, last, rulebook.watches()); // anomalies, incidents, ranked causes
        List<Decision> decisions = rulebook.decide(belief, last, now); // only what is new
        journal.intend(decisions, orders, now); // one transaction, before any effect
        List<Outcome> outcomes = dispatcher.advance(decisions, orders, belief, now);
        journal.record(belief.incidents(), outcomes, now);
        rulesLog.note(rulebook.status(), now);
        this.belief = belief;
        return outcomes; // the next turn's facts
    }

    /// The rulebook hears of modes; everything else is the dispatcher's.
    private void steer(Command order) {
        if (order instanceof Command.SetMode mode) {
            rulebook.setMode(mode);
        }
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

    /// The recent past of a series, oldest first.
    public List<HistoryPoint> history(SeriesKey key) {
        return analyst.history(key);
    }

    public RulebookStatus rules() {
        return rulebook.status();
    }

    public IntakeStatus intake() {
        return observer.status();
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
        Assessment now = belief;
        if (now != null && now.forecaster().degraded()) {
            reasons.add("the forecaster is degraded: " + now.forecaster().reason());
        }
        if (!rules().problems().isEmpty()) {
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
