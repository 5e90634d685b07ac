package nightshift.journal;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import nightshift.fact.Assessment;
import nightshift.fact.Change;
import nightshift.fact.DeadLetters;
import nightshift.fact.Incident;
import nightshift.fact.Snapshot;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Hold;
import nightshift.fact.decision.Mute;
import nightshift.fact.decision.Notice;
import nightshift.fact.decision.Remedy;
import nightshift.fact.inventory.KnownGood;
import nightshift.fact.telemetry.SignalMeaning;
import nightshift.fact.telemetry.Window;
import nightshift.journal.database.Database;
import nightshift.journal.database.JournalException;
import nightshift.journal.proof.Chain;
import nightshift.journal.proof.JournalMark;
import nightshift.journal.window.WindowConfig;
import nightshift.journal.window.WindowStore;
import org.jdbi.v3.core.statement.SqlLogger;

/// The journal of one Nightshift. Writes come from the loop's thread and from effects; reads from any thread.
///
/// What the loop writes while the file can't be written is kept in memory and written first once it can; until then
/// nothing that depends on it is dispatched. What a person orders is refused instead, since the reply is the promise.
public final class Journal implements AutoCloseable {
    private static final Database.Kind FILE =
            new Database.Kind("journal", "FULL", "db/migration", "nothing is dispatched", true);

    /// The kind of event by which [#said] is noted: its body has `text`, and `at`, when it was said.
    public static final String SAID = "cluster.said";

    private final Codec codec;
    private final DirectoryLock lock;
    private final JournalMark mark;
    private final Database database;
    private final EventLog events;
    private final Ledger ledger;
    private final LedgerReader reader;
    private final IncidentTable shelf;
    private final OrderTable commands;
    private final ChangeTable changes;
    private final Intents intents;
    private final IncidentRecords records;
    private final WindowStore windows;
    private final NoticeTable notices;
    private final HoldTable holds;
    private final MuteTable mutes;
    private final KnownGoodTable good;
    private final Pruning pruning;

    private Journal(DirectoryLock lock, JournalMark mark, Database database, WindowStore windows, Codec codec) {
        this.mark = mark;
        this.windows = windows;
        this.codec = codec;
        this.lock = lock;
        this.database = database;
        this.events = new EventLog();
        this.ledger = new Ledger(codec, events);
        this.reader = new LedgerReader(codec);
        this.shelf = new IncidentTable(codec, events);
        this.mutes = new MuteTable(codec, events);
        this.commands = new OrderTable(codec, events, mutes);
        this.changes = new ChangeTable(codec);
        this.notices = new NoticeTable(codec, events);
        this.good = new KnownGoodTable(codec);
        this.holds = new HoldTable(codec, events);
        this.pruning = new Pruning(database, events, codec);
        EntryWriter writer = new EntryWriter(database);
        this.intents = new Intents(writer, ledger, commands);
        this.records = new IncidentRecords(writer, shelf, database.read(shelf::open));
    }

    /// Locks the directory (made if missing), migrates, and opens.
    ///
    /// @param meanings role, unit and domain of a signal by name, for rows that older versions wrote
    /// @throws JournalException when another process has the directory, or the file can't be used
    public static Journal open(Path directory, Function<String, SignalMeaning> meanings) {
        return open(directory, meanings, WindowConfig.DEFAULT);
    }

    /// The same, with other bounds of the kept windows.
    public static Journal open(Path directory, Function<String, SignalMeaning> meanings, WindowConfig windows) {
        return open(directory, meanings, windows, SqlLogger.NOP_SQL_LOGGER);
    }

    /// The same, with somebody who is told of each statement on the journal's own file before it is executed.
    static Journal open(
            Path directory, Function<String, SignalMeaning> meanings, WindowConfig windows, SqlLogger statements) {
        DirectoryLock lock = DirectoryLock.take(directory);
        try {
            JournalMark mark = JournalMark.before(directory);
            Database database = Database.open(directory.resolve("journal.db"), FILE, statements);
            marked(mark, database);
            Codec codec = new Codec(meanings);
            IncidentTable incidents = new IncidentTable(codec, new EventLog());
            WindowStore store = WindowStore.open(
                    directory, windows, (from, to) -> database.read(handle -> incidents.services(handle, from, to)));
            return new Journal(lock, mark, database, store, codec);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static void marked(JournalMark mark, Database database) {
        try {
            mark.open(database);
        } catch (RuntimeException refused) {
            database.close();
            throw refused;
        }
    }

    /// Refuses to go on with a clock that is older than the last entry: cool-downs and expiries would be wrong.
    ///
    /// @throws JournalException with CLOCK_BEHIND
    public void refuseClockBehind(Instant now) {
        Optional<Instant> last = database.read(events::newest);
        if (last.isPresent() && now.isBefore(last.get())) {
            throw new JournalException(
                    JournalException.Reason.CLOCK_BEHIND,
                    "The clock says " + now + ", but the journal's last entry is of " + last.get() + ", "
                            + Duration.between(now, last.get()) + " later: set the clock right, or wait until then.");
        }
    }

    /// Writes what is meant to be done, in one transaction, before any effect; what throws ends it.
    public void intend(List<Decision> decisions, List<Command> orders, Instant now) {
        intend(decisions, orders, DeadLetters.NONE, now);
    }

    /// Writes what is meant to be done, in one transaction, before any effect. While the journal can't
    /// be written it is kept, and [#decision] does not show it. When it threw nothing was written, and
    /// it may be asked again with the same.
    ///
    /// @param letters where decisions and orders go that can't be written; a pause or its end is never set aside
    public void intend(List<Decision> decisions, List<Command> orders, DeadLetters letters, Instant now) {
        intents.write(decisions, orders, letters, now);
    }

    /// Writes what a turn saw and what it believes at its end: changes, then in their own file what runs
    /// and the windows that closed, then how incidents stand. Two files can't be one: a window that is
    /// there already is not written again, so this may be asked again with the same.
    ///
    /// @param letters where windows and incidents go that can't be written
    public void conclude(Snapshot seen, Assessment belief, DeadLetters letters, Instant now) {
        for (Change change : seen.changes()) {
            letters.deliver("change " + change.id(), () -> database.tryWrite(handle -> changes.put(handle, change)));
        }
        letters.deliver("what runs", () -> windows.keep(seen.inventory(), now));
        for (Window window : seen.windows()) {
            letters.deliver(
                    "window of " + window.start(), () -> windows.keep(window, seen.directory(), belief.readings()));
        }
        conclude(belief.incidents(), letters, now);
    }

    /// For a start: changes that took effect from `from` on, oldest first.
    public List<Change> changesSince(Instant from) {
        return database.read(handle -> changes.since(handle, from));
    }

    /// Writes how incidents stand; what throws ends it.
    public void conclude(List<Incident> incidents, Instant now) {
        conclude(incidents, DeadLetters.NONE, now);
    }

    /// Writes how incidents stand at the end of a turn, in one transaction; a turn in which nothing changed writes
    /// nothing. While the journal can't be written, an incident that closed is kept and written later: it is
    /// not told again. When it threw nothing was written, and it may be asked again with the same.
    ///
    /// @param letters where incidents go that can't be written
    public void conclude(List<Incident> incidents, DeadLetters letters, Instant now) {
        records.write(incidents, letters, now);
    }

    /// Writes a command as received, before the reply to the person.
    ///
    /// @return whether it was written; what was not is not taken either
    public boolean received(Command command) {
        return database.tryWrite(handle -> commands.received(handle, command));
    }

    /// Writes a change as it was told, before the reply to who told it; the turn that sees it writes
    /// the same row.
    ///
    /// @return whether it was written
    public boolean told(Change change) {
        return database.tryWrite(handle -> changes.put(handle, change));
    }

    /// Swaps a remedy for its next revision, if it still is what it came from.
    public Written move(Remedy from, Remedy to, Instant now) {
        try {
            return database.write(handle -> ledger.move(handle, from, to, now)) ? Written.DONE : Written.OVERTAKEN;
        } catch (JournalException unwritable) {
            return Written.UNWRITABLE;
        }
    }

    /// Swaps a remedy that waits for approval for its next revision, and notes who said so and why.
    public Written answer(Remedy from, Remedy to, Command command, Instant now) {
        boolean approved = command instanceof Command.Approve;
        try {
            return database.write(handle -> {
                if (!ledger.move(handle, from, to, now)) {
                    return Written.OVERTAKEN;
                }
                commands.applied(handle, command, to.detail(), now);
                commands.approval(handle, from.id(), command, approved, now);
                return Written.DONE;
            });
        } catch (JournalException unwritable) {
            return Written.UNWRITABLE;
        }
    }

    /// Writes a notice before it is sent; one that was told before is not told again.
    ///
    /// @param remedy that it is about
    /// @return whether it is in the journal
    public boolean tell(Notice notice, Remedy remedy) {
        return database.tryWrite(handle -> notices.tell(handle, notice, remedy));
    }

    /// Notes that a notice was taken.
    ///
    /// @param answer of who took it
    /// @return whether that is in the journal
    public boolean delivered(Notice notice, Remedy remedy, String answer, Instant now) {
        return database.tryWrite(handle -> notices.delivered(handle, notice, remedy, answer, now));
    }

    /// What people were told of a decision, oldest first.
    public List<Notice> notices(String decision) {
        return database.read(handle -> notices.of(handle, decision));
    }

    /// For a start: what people were to be told since and nobody took, oldest first.
    public List<Notice> untaken(Notice.Kind kind, Instant since) {
        return database.read(handle -> notices.untaken(handle, kind, since));
    }

    /// Writes what began to be held and what is held no more, in one transaction.
    ///
    /// @return whether it was written
    public boolean hold(List<HoldStep> steps, Instant now) {
        return database.tryWrite(handle -> steps.forEach(step -> holds.write(handle, step, now)));
    }

    /// What was proposed and held, newest first.
    public Page<Hold> holds(HoldQuery query) {
        return database.read(handle -> holds.page(handle, query));
    }

    /// For the loop's start: what was held when the process ended, oldest first.
    public List<Hold> heldNow() {
        return database.read(holds::now);
    }

    /// For the loop's start: of each open incident, how many holds there are of each proposal.
    public Map<String, Map<String, Integer>> holdsOfOpenIncidents() {
        return database.read(holds::ofOpenIncidents);
    }

    /// Notes that a command had no effect, and why.
    public void dismiss(Command command, String why, Instant now) {
        database.tryWrite(handle -> commands.applied(handle, command, why, now));
    }

    /// Appends an event with fields of the caller's own.
    public void append(String kind, String subject, Map<String, String> fields, Instant now) {
        append(kind, subject, codec.body(fields), now);
    }

    /// Appends an event of the caller's own kind, such as `rules.reloaded`. Lost when the journal can't be written.
    public void append(String kind, String subject, String body, Instant now) {
        database.tryWrite(handle -> events.append(handle, now, kind, subject, null, body));
    }

    /// Writes that a revision proved good, and tells it.
    ///
    /// @return whether it was written
    public boolean proved(KnownGood revision) {
        return database.tryWrite(handle -> {
            good.put(handle, revision);
            events.append(
                    handle,
                    revision.proven(),
                    "revision.proved",
                    revision.workload().text(),
                    null,
                    codec.body(Map.of(
                            "revision", revision.revision(),
                            "template", revision.template(),
                            "since", revision.since().toString())));
        });
    }

    /// Revisions of a workload that proved good, the one that did so last first.
    ///
    /// @param uid of the workload
    public List<KnownGood> knownGood(String uid) {
        return database.read(handle -> good.of(handle, uid));
    }

    /// Notes what somebody else said of what an incident is about. Lost when the journal can't be written.
    ///
    /// @param what tells it from others that are said
    /// @param at when it was said
    public void said(String incident, String what, String text, Instant at, Instant now) {
        String body = codec.body(Map.of("said", what, "text", text, "at", at.toString()));
        database.tryWrite(handle -> events.append(handle, now, SAID, incident, incident, body));
    }

    /// What was noted that somebody said of what an incident is about, by [#said], oldest first: what tells each from
    /// others.
    public List<String> said(String incident) {
        return timeline(incident).stream()
                .filter(event -> event.kind().equals(SAID))
                .map(event -> codec.fields(event.body()).getOrDefault("said", ""))
                .toList();
    }

    public Page<Incident> incidents(IncidentQuery query) {
        return database.read(handle -> shelf.page(handle, query));
    }

    /// How many incidents a query finds on all its pages.
    public long count(IncidentQuery query) {
        return database.read(handle -> shelf.count(handle, query));
    }

    public Optional<Incident> incident(String id) {
        return database.read(handle -> shelf.get(handle, id));
    }

    public Page<Remedy> decisions(DecisionQuery query) {
        return database.read(handle -> reader.page(handle, query));
    }

    /// Ids of the decisions of each of these incidents, oldest first; nothing of one that has none.
    public Map<String, List<String>> decisionIds(List<String> incidents) {
        return database.read(handle -> reader.ids(handle, incidents));
    }

    /// One decision with the whole of its life.
    public Optional<Remedy> decision(String id) {
        return database.read(handle -> reader.remedy(handle, id));
    }

    /// How many decisions there are in a state.
    public long count(DecisionState state) {
        return database.read(handle -> reader.count(handle, state));
    }

    /// Events after `seq`, oldest first, at most `limit`.
    public List<Event> eventsAfter(long seq, int limit) {
        return database.read(handle -> events.after(handle, seq, limit));
    }

    /// Events before `seq`, newest first, at most `limit`.
    public List<Event> eventsBefore(long seq, int limit) {
        return database.read(handle -> events.before(handle, seq, limit));
    }

    /// Number of the newest event; 0 before the first.
    public long lastSeq() {
        return database.read(events::lastSeq);
    }

    /// What it takes on disk, and what is taken away of it.
    public Pruning pruning() {
        return pruning;
    }

    /// The last link of the chain over all events: kept elsewhere it proves, with `journal verify`, that nothing that
    /// came before was changed or taken away. Empty before the first event.
    public String head() {
        return database.read(events::tail).head();
    }

    /// The first digits of [#head] as a number, for those who can keep nothing but numbers; 0 before
    /// the first event.
    public long headNumber() {
        return Chain.brief(head());
    }

    /// Events about one incident or its decisions, oldest first: the incident's timeline.
    public List<Event> timeline(String incident) {
        return database.read(handle -> events.ofIncident(handle, incident));
    }

    /// For the analyst's start: incidents that were open when the process ended.
    public List<Incident> openIncidents() {
        return database.read(shelf::open);
    }

    /// For the loop's start: incidents that were open at some time since then.
    public List<Incident> incidentsSince(Instant since) {
        return database.read(handle -> shelf.openSince(handle, since));
    }

    /// For the loop's start: all that was decided for the incidents that are open, and what came of it; oldest first.
    public List<Remedy> remediesOfOpenIncidents() {
        return database.read(reader::ofOpenIncidents);
    }

    /// For the dispatcher's start: decisions that are not settled, oldest first.
    public List<Remedy> inFlight() {
        return database.read(reader::inFlight);
    }

    /// For cool-downs and budgets: what was started since, oldest first.
    public List<Remedy> startedSince(Instant since) {
        return database.read(handle -> reader.startedSince(handle, since));
    }

    /// For the loop's start: commands that were promised to a person and not carried out before the process ended.
    public List<Command> unappliedCommands() {
        return database.read(commands::waiting);
    }

    /// For a start: what people ordered to relearn from `from` on, oldest first.
    public List<Command.Relearn> relearnedSince(Instant from) {
        return database.read(handle -> commands.relearned(handle, from));
    }

    /// For the rulebook's start: the modes that people set.
    public List<Command.SetMode> modeOverrides() {
        return database.read(commands::modes);
    }

    /// The pause in force: by whom, since when and why; empty when automation runs.
    public Optional<Command.Pause> pause() {
        return database.read(commands::pause);
    }

    /// Notes that the time of a mute has run out.
    ///
    /// @return whether it was written
    public boolean expired(Mute mute, Instant now) {
        return database.tryWrite(handle -> mutes.expire(handle, mute, now));
    }

    /// For the dispatcher's start: mutes that have neither expired nor been lifted, oldest first.
    public List<Mute> standingMutes() {
        return database.read(mutes::standing);
    }

    /// A mute, whether it stands or not.
    public Optional<MuteRecord> mute(String id) {
        return database.read(handle -> mutes.find(handle, id));
    }

    /// The newest mutes, whether they stand or not, at most `limit`.
    public List<MuteRecord> mutes(int limit) {
        return database.read(handle -> mutes.newest(handle, limit));
    }

    /// The windows that closed, in a file of their own.
    public WindowStore windows() {
        return windows;
    }

    /// Empty when it can be written; else one sentence. While present, nothing may be dispatched.
    public Optional<String> unwritable() {
        return database.unwritable();
    }

    @Override
    public void close() {
        database.close();
        mark.close();
        windows.close();
        lock.close();
    }
}
