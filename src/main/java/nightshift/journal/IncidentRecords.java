package nightshift.journal;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nightshift.fact.DeadLetters;
import nightshift.fact.Incident;

/// How incidents stand at the end of each turn, as far as it changed. While the file can't be written, an incident
/// that closed is kept here and written later: it is not told again. Used by the loop's thread.
final class IncidentRecords {
    /// Incidents of about 10 kB that may wait to be written as closed; beyond them the oldest stays open in the
    /// journal.
    private static final int CLOSINGS = 1_000;

    private final EntryWriter writer;
    private final IncidentTable table;

    /// As they were last written, so that an unchanged incident costs nothing.
    private final Map<String, Incident> written = new HashMap<>();

    /// Closed, and not written yet; oldest first.
    private final Map<String, Incident> unwrittenClosings = new LinkedHashMap<>();

    /// @param open those that are open in the journal
    IncidentRecords(EntryWriter writer, IncidentTable table, List<Incident> open) {
        this.writer = writer;
        this.table = table;
        open.forEach(incident -> written.put(incident.id(), incident));
    }

    /// Writes what changed in one transaction; a turn in which nothing changed writes nothing. When it threw nothing
    /// was written, and it may be asked again with the same.
    ///
    /// @param letters where incidents go that can't be written
    void write(List<Incident> incidents, DeadLetters letters, Instant now) {
        incidents.stream().filter(incident -> !incident.open()).forEach(this::keep);
        List<EntryWriter.Entry> changed = Stream.concat(
                        incidents.stream().filter(Incident::open), unwrittenClosings.values().stream())
                .filter(incident -> !incident.equals(written.get(incident.id())))
                .map(incident -> entry(incident, now))
                .toList();
        if (!changed.isEmpty()) {
            writer.write(changed, letters);
        }
    }

    private EntryWriter.Entry entry(Incident incident, Instant now) {
        return new EntryWriter.Entry(
                "record of incident " + incident.id(),
                false,
                handle -> table.put(handle, written.get(incident.id()), incident, now),
                () -> remember(incident));
    }

    private void keep(Incident closed) {
        unwrittenClosings.put(closed.id(), closed);
        if (unwrittenClosings.size() > CLOSINGS) {
            unwrittenClosings.remove(unwrittenClosings.keySet().iterator().next());
        }
    }

    private void remember(Incident incident) {
        if (incident.open()) {
            written.put(incident.id(), incident);
        } else {
            written.remove(incident.id());
            unwrittenClosings.remove(incident.id());
        }
    }
}
