package nightshift.loop;

import static nightshift.loop.TurnTimes.Stage.ACT;
import static nightshift.loop.TurnTimes.Stage.DECIDE;
import static nightshift.loop.TurnTimes.Stage.JOURNAL;
import static nightshift.loop.TurnTimes.Stage.UNDERSTAND;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import nightshift.act.Dispatcher;
import nightshift.decide.Rulebook;
import nightshift.fact.Assessment;
import nightshift.fact.Change;
import nightshift.fact.DeadLetter;
import nightshift.fact.Snapshot;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Mute;
import nightshift.fact.decision.MuteLimits;
import nightshift.fact.decision.Remedy;
import nightshift.fact.decision.RulebookStatus;
import nightshift.fact.inventory.WatchStatus;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.HistoryPoint;
import nightshift.fact.telemetry.IntakeStatus;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.UnmappedSignal;
import nightshift.journal.Journal;
import nightshift.observe.Observer;
import nightshift.understand.Analyst;
import org.jspecify.annotations.Nullable;

/// One Nightshift: the loop and the views on it. A plain object, made from its parts; a server has one,
/// a scoreboard makes many.
///
/// [#step] is called by one thread: the [Pacer] of a server, or the world of a scenario. Everything
/// else may be called from any thread.
public final class Nightshift implements AutoCloseable {
    /// Of turns that began and are not written yet; each holds a snapshot.
    private static final int MOST_UNWRITTEN = 30;

    /// See [#Nightshift(Stages, Journal, InstantSource, TurnTimes, HoldConfig, Duration)].
    public static final Duration SOAK = Soak.USUAL;

    private final Observer observer;
    private final Analyst analyst;
    private final Rulebook rulebook;
    private final Dispatcher dispatcher;
    private final Journal journal;
    private final InstantSource clock;
    private final Inbox inbox;
    private final RulesLog rulesLog;
    private final HoldLog holdLog;
    private final EvidenceLog evidence;
    private final Soak soak;
    private final TurnTimes times;
    private final SetAside letters = new SetAside();
    private final ClockStep clockStep = new ClockStep();

    /// Begun and not written, oldest first; more than one only while turns fail.
    private final Deque<UnwrittenTurn> unwritten = new ArrayDeque<>();

    /// Written by the loop's thread, and never changed in place.
    private volatile List<Remedy> remedies;

    private volatile @Nullable Instant failingSince;
    private volatile @Nullable Assessment belief;

    /// @param stages not shared with another Nightshift
    /// @param journal already open; closed with this
    /// @param clock the time that people's orders are stamped with; the same that intake stamps arrivals with
    /// @param times where durations are added up
    public Nightshift(Stages stages, Journal journal, InstantSource clock, TurnTimes times) {
        this(stages, journal, clock, times, HoldConfig.DEFAULT, SOAK);
    }

    /// @param holds how much is told of what is proposed and held
    /// @param soak for so long a revision of a workload must be well to be called good
    public Nightshift(
            Stages stages, Journal journal, InstantSource clock, TurnTimes times, HoldConfig holds, Duration soak) {
        this.times = times;
        this.observer = stages.observer();
        this.analyst = stages.analyst();
        this.rulebook = stages.rulebook();
        this.dispatcher = stages.dispatcher();
        this.journal = journal;
        this.clock = clock;
        this.rulesLog = new RulesLog(journal);
        this.holdLog = new HoldLog(journal, holds);
        this.evidence = new EvidenceLog(journal);
        this.soak = new Soak(soak);
        this.inbox = new Inbox(journal.unappliedCommands());
        this.remedies = journal.remediesOfOpenIncidents();
    }

    /// Goes round once. A turn that fails is taken again by the next step, before that step's own, with
    /// the time, the orders and the snapshot that it began with; a pause holds meanwhile. Three times at
    /// most: with the last one, what throws is set aside.
    ///
    /// @param now not before the last step's
    /// @throws RuntimeException when a turn failed that will be taken again
    public void step(Instant now) {
        begin(now);
        unwritten.forEach(turn -> attempt(turn, () -> turn.observe(letters, times, observer)));
        while (!unwritten.isEmpty()) {
            UnwrittenTurn turn = unwritten.getFirst();
            attempt(turn, () -> remedies = times.turn(() -> turn(turn, remedies)));
            unwritten.removeFirst();
        }
        failingSince = null;
    }

    /// What is handed over by now belongs to this turn, whenever it is written. While too many wait, none
    /// begins: orders stay in the inbox, and windows in the observer, which counts those that it has no room
    /// for.
    private void begin(Instant now) {
        if (unwritten.size() < MOST_UNWRITTEN) {
            unwritten.add(new UnwrittenTurn(now, inbox.look()));
        }
        unwritten.forEach(turn -> dispatcher.heed(turn.orders()));
        dispatcher.heed(inbox.waiting()); // a pause holds even where no turn begins
    }

    private void attempt(UnwrittenTurn turn, Runnable work) {
        letters.deliver(turn);
        try {
            work.run();
        } catch (RuntimeException failure) {
            turn.failed();
            failingSince = failingSince == null ? turn.now() : failingSince;
            throw failure;
        }
    }

    private List<Remedy> turn(UnwrittenTurn turn, List<Remedy> remedies) {
        Instant now = turn.now();
        List<Command> orders = turn.orders(); // approve, reject, pause, change of mode, relearn
        Snapshot seen = turn.observe(letters, times, observer); // windows closed by now, changes, ended series
        Assessment belief = times.stage(
                UNDERSTAND,
                () -> turn.belief.once( // anomalies, incidents, ranked causes
                        letters,
                        () -> {
                            analyst.heed(orders);
                            return analyst.assess(seen, remedies, rulebook.watches(), letters);
                        },
                        () -> standing(now)));
        List<Decision> decisions = times.stage(
                DECIDE,
                () -> turn.decisions.once( // only what is new
                        letters,
                        () -> rulebook.decide(belief, remedies, orders, letters, now),
                        () -> rulebook.page(letters, now)));
        times.stage(
                JOURNAL,
                () -> turn.intents.once( // one transaction, before any effect
                        letters, () -> journal.intend(decisions, orders, letters, now)));
        List<Remedy> next = times.stage(
                ACT,
                () -> turn.remedies.once(
                        letters,
                        () -> {
                            dispatcher.attend(now, clock.instant(), behind());
                            return dispatcher.advance(decisions, orders, belief, letters, now);
                        },
                        () -> carriedOver(orders, remedies)));
        times.stage(JOURNAL, () -> turn.conclusion.once(letters, () -> journal.conclude(seen, belief, letters, now)));
        turn.notes.once(letters, () -> note(belief, next, now));
        observer.taken(seen);
        inbox.taken(orders);
        this.belief = belief;
        return next; // what the next turn knows of what was done
    }

    private Assessment standing(Instant now) {
        return assessment().map(before -> before.standing(now)).orElseGet(() -> Assessment.nothing(now));
    }

    /// The acting stage did nothing in this turn; what people answered is tried again with the next.
    private List<Remedy> carriedOver(List<Command> orders, List<Remedy> remedies) {
        inbox.carryOver(orders.stream()
                .filter(order -> order instanceof Command.Approve || order instanceof Command.Reject)
                .toList());
        return remedies;
    }

    private void note(Assessment belief, List<Remedy> next, Instant now) {
        journal.windows().keep(analyst.episodes());
        rulesLog.note(rulebook.status(), now);
        holdLog.note(rulebook.held(), next, belief, now);
        evidence.note(belief);
        soak.look(belief).forEach(journal::proved);
        letters.note(journal);
        clockStep.look(now, behind(), journal);
    }

    /// Takes an order: journalled before this returns, applied in the next turn.
    public Acknowledgement submit(Command command) {
        if (journal.unwritable().isPresent()) {
            return Acknowledgement.JOURNAL_NOT_WRITABLE;
        }
        if (!inbox.reserve()) {
            return Acknowledgement.QUEUE_FULL;
        }
        boolean kept = false;
        try {
            kept = journal.received(command);
        } finally {
            if (!kept) {
                inbox.giveBack();
            }
        }
        if (!kept) {
            return Acknowledgement.JOURNAL_NOT_WRITABLE;
        }
        inbox.put(command);
        return Acknowledgement.ACCEPTED;
    }

    /// Takes in a change that was told over REST: journalled before this returns, as the observer knows
    /// it, who may have seen it already. One that could not be written may be told again.
    public Acknowledgement tell(Change change) {
        if (journal.unwritable().isPresent()) {
            return Acknowledgement.JOURNAL_NOT_WRITABLE;
        }
        return journal.told(observer.change(change)) ? Acknowledgement.ACCEPTED : Acknowledgement.JOURNAL_NOT_WRITABLE;
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

    /// Since when turns fail, by the turns' own time; empty while they succeed.
    public Optional<Instant> failingSince() {
        return Optional.ofNullable(failingSince);
    }

    /// What could not be taken in within the last hour and was set aside, oldest first.
    public List<DeadLetter> setAside() {
        return letters.recent(now());
    }

    /// How often something was set aside since the start.
    public long setAsideCount() {
        return letters.count();
    }

    /// How often it was not journalled what held a proposal, for want of room, since the start.
    public long holdsDropped() {
        return holdLog.dropped();
    }

    /// The last values of a live series, oldest first, without bands.
    public List<HistoryPoint> history(SeriesKey key) {
        return analyst.history(key);
    }

    /// The past of a series between two times, oldest first: the kept windows with the bands that they were held
    /// against, or where none are kept the last values without. Where there are more than `most`, neighbours
    /// are left out evenly.
    public List<HistoryPoint> history(SeriesKey key, Instant from, Instant to, int most) {
        List<HistoryPoint> kept = journal.windows().history(key, from, to, most);
        return kept.isEmpty()
                ? history(key).stream()
                        .filter(point ->
                                !point.at().isBefore(from) && point.at().isBefore(to))
                        .toList()
                : kept;
    }

    /// Closed windows that could not be written to disk since the start.
    public long windowsNotKept() {
        return journal.windows().dropped();
    }

    /// Series of an entity and a signal that have kept windows, live or not.
    public List<SeriesKey> keptSeries(EntityId entity, String signal) {
        return journal.windows().series(entity, signal);
    }

    public RulebookStatus rules() {
        return rulebook.status();
    }

    /// Why no rules are in force, although nobody wanted it so.
    public Optional<String> rulesOut() {
        return rulebook.out();
    }

    /// Which rules are not run any more for what they did.
    public Optional<String> rulesAside() {
        return rulebook.aside();
    }

    /// Whether there are more facts than rules look at.
    Optional<String> rulesCrowded() {
        return rulebook.crowded();
    }

    /// How far the time of day is behind the loop's, since it was set back.
    private Duration behind() {
        return clock instanceof ForwardClock forward ? forward.behind() : Duration.ZERO;
    }

    /// That the clock was set back; empty while it goes forward.
    public Optional<String> clockSetBack() {
        return clockStep.said();
    }

    public IntakeStatus intake() {
        return observer.status();
    }

    /// Whether the cluster's API server can be followed; empty where none is.
    public Optional<WatchStatus> watch() {
        return observer.watch();
    }

    /// Metrics of which nobody knows what they mean, the one of which most comes first.
    public List<UnmappedSignal> unmapped() {
        return observer.unmapped();
    }

    /// Live series that found no room to be watched.
    public int unwatched() {
        return analyst.unwatched();
    }

    /// What does not reach people, and why.
    Optional<String> unheard() {
        return dispatcher.unheard();
    }

    /// The mutes that stand, oldest first; those that hold only at times too.
    public List<Mute> mutes() {
        return dispatcher.mutes();
    }

    /// The mutes that hold now, oldest first.
    public List<Mute> activeMutes() {
        Instant at = now();
        return mutes().stream().filter(mute -> mute.active(at)).toList();
    }

    /// How far people may mute.
    public MuteLimits muteLimits() {
        return dispatcher.muteLimits();
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
        return HealthReport.of(this, journal);
    }

    /// Decisions of open incidents that wait for a person's answer, and that nobody has muted.
    int waiting() {
        return (int) remedies.stream()
                .filter(remedy -> remedy.state() == DecisionState.AWAITING_APPROVAL && !remedy.muted())
                .count();
    }

    @Override
    public void close() {
        rulebook.close();
        journal.close();
    }
}
