package nightshift.journal.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// Follows the chain of a journal from its first link to its head, and holds the decisions against the events that tell
/// them. Reads one event at a time; 100 bytes a decision in memory.
public final class Audit {
    /// So many faults are told one by one.
    private static final int MOST = 20;

    private final Handle handle;
    private final Function<String, Map<String, String>> fields;
    private final List<String> faults = new ArrayList<>();
    private final Map<String, Told> told = new HashMap<>();
    private final String kept;
    private boolean found;
    private long events;
    private long unlinked;
    private long last;
    private String head = Chain.BEGINNING;

    private Audit(Handle handle, Function<String, Map<String, String>> fields, String kept) {
        this.handle = handle;
        this.fields = fields;
        this.kept = kept;
        this.found = kept.isEmpty();
    }

    /// What events say of a decision.
    private record Told(String digest, String state) {}

    /// What came out.
    ///
    /// @param events that were read
    /// @param unlinked of them older than the chain, and so not proven
    /// @param decisions that were held against their events
    /// @param head the last link: to be compared with one that was kept elsewhere
    /// @param faults one sentence each, the first of them; empty when all is as it was written
    public record Report(long events, long unlinked, int decisions, String head, List<String> faults) {
        public Report {
            faults = List.copyOf(faults);
        }
    }

    /// @param fields the texts among the fields of an event's body
    /// @param kept a link that was kept elsewhere, or its first digits, that must be in the chain;
    ///     empty when there is none
    public static Report of(Handle handle, Function<String, Map<String, String>> fields, String kept) {
        Audit audit = new Audit(handle, fields, kept);
        audit.begin(Checkpoint.of(handle));
        audit.follow();
        audit.tail();
        if (!audit.found) {
            audit.fault("the link " + kept + " is not in the chain: this is not the journal that it was taken from");
        }
        int decisions = audit.decisions();
        return new Report(audit.events, audit.unlinked, decisions, audit.head, audit.faults);
    }

    private void begin(Checkpoint checkpoint) {
        last = checkpoint.seq();
        head = checkpoint.link();
        found |= head.startsWith(kept);
    }

    private void follow() {
        try (var rows = handle.createQuery(
                        "select seq, at_us, kind, subject, incident, body, link from event order by seq")
                .map((row, context) -> new Row(
                        row.getLong("seq"),
                        row.getLong("at_us"),
                        new Chain.EventText(
                                row.getString("kind"),
                                row.getString("subject"),
                                row.getString("incident"),
                                row.getString("body")),
                        row.getString("link")))
                .iterator()) {
            for (Iterator<Row> each = rows; each.hasNext(); ) {
                follow(each.next());
            }
        }
    }

    private record Row(long seq, long atUs, Chain.EventText text, String link) {}

    private void follow(Row row) {
        events++;
        if (row.seq() != last + 1) {
            fault("events " + (last + 1) + " to " + (row.seq() - 1) + " are missing");
        }
        last = row.seq();
        if (row.link().isEmpty() && head.isEmpty()) {
            unlinked++;
            return;
        }
        if (!row.link().equals(Chain.link(head, row.seq(), row.atUs(), row.text()))) {
            fault("event " + row.seq() + " (" + row.text().kind() + " of "
                    + row.text().subject() + ") is not what was written, or one before it was taken away");
        }
        head = row.link(); // so that one fault is told once
        found |= head.startsWith(kept);
        note(row.text());
    }

    private void note(Chain.EventText event) {
        Map<String, String> body = fields.apply(event.body());
        String state = body.get("state");
        if (state != null && body.containsKey("rule")) {
            Told before = told.get(event.subject());
            String digest = before == null ? body.getOrDefault("digest", "") : before.digest();
            told.put(event.subject(), new Told(digest, state));
        }
    }

    private void tail() {
        handle.createQuery("select last_seq, head from event_tail")
                .map((row, context) -> {
                    if (row.getLong("last_seq") != last) {
                        fault("the last event should be " + row.getLong("last_seq") + " and is " + last);
                    } else if (!row.getString("head").equals(head)) {
                        fault("the head of the chain is not the link of the last event");
                    }
                    return last;
                })
                .one();
    }

    private int decisions() {
        List<String> ids = handle.createQuery("select id from decision order by decided_us, id")
                .mapTo(String.class)
                .list();
        ids.forEach(this::decision);
        told.keySet().stream()
                .filter(id -> !ids.contains(id))
                .sorted()
                .forEach(id -> fault("decision " + id + " was told and is missing"));
        return ids.size();
    }

    private void decision(String id) {
        Told events = told.get(id);
        if (events == null || events.digest().isEmpty()) {
            return; // older than the chain
        }
        if (!events.digest().equals(DecisionText.digest(handle, id))) {
            fault("decision " + id + " or its evidence is not what was written");
        }
        String state = handle.createQuery("select state from action_ledger where decision = :id")
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .orElse("missing");
        if (!state.equals(events.state())) {
            fault("decision " + id + " is " + state + ", and its last event says " + events.state());
        }
    }

    private void fault(String sentence) {
        if (faults.size() < MOST) {
            faults.add(sentence);
        }
    }
}
