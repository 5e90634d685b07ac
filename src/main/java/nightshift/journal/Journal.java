package nightshift.journal;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import nightshift.fact.Incident;
import nightshift.fact.Outcome;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.Decision;
import org.jdbi.v3.core.Handle;

/// The journal of one Nightshift. Writes come from the loop's thread and from effects; reads from any thread.
///
/// What the loop writes while the file can't be written is kept in memory and written first once it can; until then
/// nothing that depends on it is dispatched. What a person orders is refused instead, since the reply is the promise.
public final class Journal implements AutoCloseable {
    private final DirectoryLock lock;
    private final Database database;
    private final EventLog events;
    private final Ledger ledger;
    private final LedgerReader reader;
    private final IncidentTable shelf;
    private final OrderTable commands;

    /// As they were last written, so that an unchanged incident costs nothing. Only the loop's thread touches these.
    private final Map<String, Incident> written = new HashMap<>();

    private final List<Decision> unwrittenDecisions = new ArrayList<>();
    private final List<Command> unwrittenOrders = new ArrayList<>();

    private Journal(DirectoryLock lock, Database database) {
        Codec codec = new Codec();
        this.lock = lock;
        this.database = database;
        this.events = new EventLog();
        this.ledger = new Ledger(codec, events);
        this.reader = new LedgerReader(codec);
        this.shelf = new IncidentTable(codec, events);
        this.commands = new OrderTable(codec, events);
    }

    /// Locks the directory (made if missing), migrates, and opens.
    ///
    /// @throws JournalException when another process has the directory, or the file can't be used
    public static Journal open(Path directory) {
        DirectoryLock lock = DirectoryLock.take(directory);
        try {
            Journal journal = new Journal(lock, Database.open(directory.resolve("journal.db")));
            journal.openIncidents().forEach(incident -> journal.written.put(incident.id(), incident));
            return journal;
        } catch (RuntimeException e) {
            lock.close();
            throw e;
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

    /// Writes what is meant to be done, in one transaction, before any effect. While the journal can't be written it is
    /// kept, and [#entry] does not show it.
    public void intend(List<Decision> decisions, List<Command> orders, Instant now) {
        unwrittenDecisions.addAll(decisions);
        unwrittenOrders.addAll(orders);
        if (unwrittenDecisions.isEmpty() && unwrittenOrders.isEmpty()) {
            return;
        }
        boolean done = tried(handle -> {
            unwrittenDecisions.forEach(decision -> ledger.intend(handle, decision, now));
            unwrittenOrders.forEach(order -> commands.order(handle, order, now));
        });
        if (done) {
            unwrittenDecisions.clear();
            unwrittenOrders.clear();
        }
    }

    /// Writes what came of it and how incidents stand; a turn in which nothing changed writes nothing.
    public void record(List<Incident> incidents, List<Outcome> outcomes, Instant now) {
        List<Incident> changed = incidents.stream()
                .filter(incident -> !incident.equals(written.get(incident.id())))
                .toList();
        List<LedgerMove> moves = outcomes.stream()
                .flatMap(outcome -> entry(outcome.decision()).stream()
                        .flatMap(entry -> LedgerMove.implied(entry, outcome).stream()))
                .toList();
        if (changed.isEmpty() && moves.isEmpty()) {
            return;
        }
        boolean done = tried(handle -> {
            changed.forEach(incident -> shelf.put(handle, written.get(incident.id()), incident, now));
            moves.forEach(move -> ledger.move(handle, move.from(), move.to(), now));
        });
        if (done) {
            changed.forEach(this::remember);
        }
    }

    private void remember(Incident incident) {
        if (incident.open()) {
            written.put(incident.id(), incident);
        } else {
            written.remove(incident.id());
        }
    }

    /// Writes a command as received, before the reply to the person.
    ///
    /// @throws JournalException with UNWRITABLE: the command was not taken
    public void received(Command command) {
        database.write(handle -> {
            commands.received(handle, command);
            return true;
        });
    }

    /// Swaps a ledger entry for its next, if it is still in the state it came from.
    public Written move(LedgerEntry from, LedgerEntry to, Instant now) {
        try {
            return database.write(handle -> ledger.move(handle, from, to, now)) ? Written.DONE : Written.OVERTAKEN;
        } catch (JournalException unwritable) {
            return Written.UNWRITABLE;
        }
    }

    /// Swaps an entry that waits for approval for its next, and notes who said so and why.
    public Written answer(LedgerEntry from, LedgerEntry to, Command command, Instant now) {
        boolean approved = command instanceof Command.Approve;
        try {
            return database.write(handle -> {
                if (!ledger.move(handle, from, to, now)) {
                    return Written.OVERTAKEN;
                }
                commands.applied(handle, command, to.record().detail(), now);
                commands.approval(handle, from.decision().id(), command, approved, now);
                return Written.DONE;
            });
        } catch (JournalException unwritable) {
            return Written.UNWRITABLE;
        }
    }

    /// Notes that a command had no effect, and why.
    public void dismiss(Command command, String why, Instant now) {
        tried(handle -> commands.applied(handle, command, why, now));
    }

    /// Appends an event of the caller's own kind, such as `rules.reloaded`. Lost when the journal can't be written.
    public void append(String kind, String subject, String body, Instant now) {
        tried(handle -> events.append(handle, now, kind, subject, null, body));
    }

    public Page<Incident> incidents(IncidentQuery query) {
        return database.read(handle -> shelf.page(handle, query));
    }

    public Optional<Incident> incident(String id) {
        return database.read(handle -> shelf.get(handle, id));
    }

    public Page<DecisionRecord> decisions(DecisionQuery query) {
        return database.read(handle -> reader.page(handle, query));
    }

    public Optional<DecisionRecord> decision(String id) {
        return entry(id).map(LedgerEntry::record);
    }

    /// How many decisions there are in a state.
    public long count(DecisionState state) {
        return database.read(handle -> reader.count(handle, state));
    }

    /// The whole life of one decision.
    public Optional<LedgerEntry> entry(String id) {
        return database.read(handle -> reader.entry(handle, id));
    }

    /// Events after `seq`, oldest first, at most `limit`.
    public List<Event> eventsAfter(long seq, int limit) {
        return database.read(handle -> events.after(handle, seq, limit));
    }

    /// Number of the newest event; 0 before the first.
    public long lastSeq() {
        return database.read(events::lastSeq);
    }

    /// Events about one incident or its decisions, oldest first: the incident's timeline.
    public List<Event> timeline(String incident) {
        return database.read(handle -> events.ofIncident(handle, incident));
    }

    /// For the analyst's start: incidents that were open when the process ended.
    public List<Incident> openIncidents() {
        return database.read(shelf::open);
    }

    /// For the rulebook's start: what was decided for the incidents that are open; none of it is decided again.
    public List<DecisionRecord> decisionsOfOpenIncidents() {
        return database.read(reader::ofOpenIncidents).stream()
                .map(LedgerEntry::record)
                .toList();
    }

    /// For the ladder's start: what came of decisions for the incidents that are open.
    public List<Outcome> settledOutcomesOfOpenIncidents() {
        return database.read(reader::ofOpenIncidents).stream()
                .filter(entry -> entry.state().settled())
                .map(entry -> entry.outcome(entry.decision().decidedAt()))
                .filter(Outcome::settled)
                .toList();
    }

    /// For the dispatcher's start: decisions that are not settled, oldest first.
    public List<LedgerEntry> inFlight() {
        return database.read(reader::inFlight);
    }

    /// For cool-downs and budgets: what was started since, oldest first.
    public List<LedgerEntry> startedSince(Instant since) {
        return database.read(handle -> reader.startedSince(handle, since));
    }

    /// For the loop's start: commands that were promised to a person and not carried out before the process ended.
    public List<Command> unappliedCommands() {
        return database.read(commands::waiting);
    }

    /// For the rulebook's start: the modes that people set.
    public List<Command.SetMode> modeOverrides() {
        return database.read(commands::modes);
    }

    /// The pause in force: by whom, since when and why; empty when automation runs.
    public Optional<Command.Pause> pause() {
        return database.read(commands::pause);
    }

    /// Empty when it can be written; else one sentence. While present, nothing may be dispatched.
    public Optional<String> unwritable() {
        return database.unwritable();
    }

    private boolean tried(Consumer<Handle> work) {
        try {
            database.write(handle -> {
                work.accept(handle);
                return true;
            });
            return true;
        } catch (JournalException unwritable) {
            return false;
        }
    }

    @Override
    public void close() {
        database.close();
        lock.close();
    }
}
