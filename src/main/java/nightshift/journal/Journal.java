package nightshift.journal;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightshift.fact.Command;
import nightshift.fact.Decision;
import nightshift.fact.Incident;
import nightshift.fact.Outcome;

/// The journal of one Nightshift. Writes come from the loop's thread and from effects; reads from any thread.
public final class Journal implements AutoCloseable {
    private Journal() {}

    /// Locks the directory (made if missing), migrates, and opens.
    public static Journal open(Path directory) {
        throw new UnsupportedOperationException("being built");
    }

    /// Writes what is meant to be done, in one transaction, before any effect.
    public void intend(List<Decision> decisions, List<Command> orders, Instant now) {
        throw new UnsupportedOperationException("being built");
    }

    /// Writes what came of it and how incidents stand; a turn in which nothing changed writes nothing.
    public void record(List<Incident> incidents, List<Outcome> outcomes, Instant now) {
        throw new UnsupportedOperationException("being built");
    }

    /// Writes a command as received, before the reply to the person.
    public void received(Command command) {
        throw new UnsupportedOperationException("being built");
    }

    /// Appends an event of the caller's own kind, such as `rules.reloaded`.
    public void append(String kind, String subject, String body, Instant now) {
        throw new UnsupportedOperationException("being built");
    }

    public Page<Incident> incidents(IncidentQuery query) {
        throw new UnsupportedOperationException("being built");
    }

    public Optional<Incident> incident(String id) {
        throw new UnsupportedOperationException("being built");
    }

    public Page<DecisionRecord> decisions(DecisionQuery query) {
        throw new UnsupportedOperationException("being built");
    }

    public Optional<DecisionRecord> decision(String id) {
        throw new UnsupportedOperationException("being built");
    }

    /// Events after `seq`, oldest first, at most `limit`.
    public List<Event> eventsAfter(long seq, int limit) {
        throw new UnsupportedOperationException("being built");
    }

    /// Events about one incident or its decisions, oldest first: the incident's timeline.
    public List<Event> timeline(String incident) {
        throw new UnsupportedOperationException("being built");
    }

    /// Empty when it can be written; else one sentence. While present, nothing may be dispatched.
    public Optional<String> unwritable() {
        throw new UnsupportedOperationException("being built");
    }

    @Override
    public void close() {}
}
