package nightshift.observe.changes;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import nightshift.fact.Change;
import nightshift.fact.ChangeKind;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.observe.intake.DropReason;
import nightshift.observe.intake.Drops;
import nightshift.observe.intake.Fingerprint;
import nightshift.observe.intake.LogRecord;
import nightshift.observe.naming.Roster;
import nightshift.observe.series.Waiting;
import nightshift.observe.series.WindowClock;

/// Changes of production that wait for the next snapshot; one change is told once, however often it is sent. Guarded by
/// the observer's lock.
public final class Changes {
    private final Waiting<Change> waiting;
    private final Set<String> known;
    private final Drops drops;

    public Changes(Drops drops, int limit) {
        this.drops = drops;
        this.waiting = new Waiting<>(limit, () -> drops.count(DropReason.CHANGE_OVERFLOW));
        this.known = Collections.newSetFromMap(new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > limit;
            }
        });
    }

    /// Takes in a change as an event of its service tells it.
    void told(LogRecord event, long time) {
        EntityId service = Roster.named(event.resource().attributes());
        if (service.kind() != EntityKind.SERVICE && service.kind() != EntityKind.WORKLOAD) {
            drops.count(DropReason.INCOMPLETE_CHANGE);
            return;
        }
        Map<String, String> attributes = event.attributes();
        String version = attributes.getOrDefault("change.version", "");
        String kind = attributes.getOrDefault("change.kind", "");
        String id = attributes.getOrDefault("change.id", "");
        add(new Change(
                id.isEmpty() ? madeId(service, kind, version, time) : id,
                WindowClock.instant(time),
                service,
                kind(kind),
                version,
                attributes.getOrDefault("change.previous_version", ""),
                attributes.getOrDefault("change.by", "unknown"),
                event.body()));
    }

    /// Takes in a change; the oldest that nobody has seen gives way when there are too many.
    public void add(Change change) {
        if (!known.add(change.id())) {
            drops.count(DropReason.DUPLICATE);
            return;
        }
        waiting.add(change);
    }

    public Waiting<Change> waiting() {
        return waiting;
    }

    private static String madeId(EntityId service, String kind, String version, long time) {
        Fingerprint print = new Fingerprint()
                .reset()
                .then(service.text())
                .then(kind)
                .then(version)
                .then(time);
        return "change-" + Long.toHexString(print.high());
    }

    private static ChangeKind kind(String name) {
        String constant = name.toUpperCase(Locale.ROOT);
        for (ChangeKind kind : ChangeKind.values()) {
            if (kind.name().equals(constant)) {
                return kind;
            }
        }
        return ChangeKind.OTHER;
    }
}
