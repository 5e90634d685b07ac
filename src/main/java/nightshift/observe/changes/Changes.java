package nightshift.observe.changes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nightshift.fact.Change;
import nightshift.fact.ChangeKind;
import nightshift.fact.inventory.Deployed;
import nightshift.fact.inventory.Inventory;
import nightshift.fact.inventory.Release;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.observe.identity.Subjects;
import nightshift.observe.intake.ClusterIntake;
import nightshift.observe.intake.DropReason;
import nightshift.observe.intake.Drops;
import nightshift.observe.intake.Fingerprint;
import nightshift.observe.intake.LogRecord;
import nightshift.observe.series.Waiting;
import nightshift.observe.series.WindowClock;

/// Changes of production that wait for the next snapshot; one change is told once, however often it is sent, and
/// whether it is told, seen in telemetry or both. Guarded by the observer's lock.
public final class Changes {
    private final Waiting<Change> waiting;

    /// By the id that they were told under, as they are known; one that was seen goes by its own id.
    private final Map<String, Change> known;

    private final Deque<Change> lately = new ArrayDeque<>();

    /// Of changes of which no more was seen than the hash of the new pods' template, that hash, by id.
    private final Map<String, String> templates;

    /// Changes that an API server showed, by service and the hash of the pods that they make.
    private final Map<Made, Change> shown;

    private final Rollouts rollouts;
    private final ChangesConfig config;
    private final Drops drops;

    private record Made(EntityId service, String template) {}

    /// @param patience how long who is not heard of may still be there
    public Changes(Drops drops, ChangesConfig config, Duration patience) {
        this.drops = drops;
        this.rollouts = new Rollouts(config, patience);
        this.config = config;
        int limit = config.remembered();
        this.waiting = new Waiting<>(limit, () -> drops.count(DropReason.CHANGE_OVERFLOW));
        this.known = newest(limit);
        this.templates = newest(limit);
        this.shown = newest(limit);
    }

    private static <K, V> Map<K, V> newest(int limit) {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > limit;
            }
        };
    }

    /// What an earlier process knew: its changes are not told again, and what ran is no change.
    ///
    /// @param told its changes, the oldest first
    /// @param ran what ran when it looked last
    /// @param at when that was
    /// @param now when this process begins
    public void recall(List<Change> told, List<Deployed> ran, Instant at, Instant now) {
        for (Change change : told) {
            known.put(change.id(), change);
            remember(change);
        }
        rollouts.recall(ran, at, now);
    }

    /// Takes in a change as an event of its service tells it.
    void told(LogRecord event, long time) {
        EntityId service = Subjects.named(event.resource().attributes());
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
    ///
    /// @return as it is known from now on; as it was known already when it is told again
    public Change add(Change change) {
        Change before = known.get(change.id());
        if (before != null) {
            drops.count(DropReason.DUPLICATE);
            return before;
        }
        Optional<Change> seen = twin(change, Change.Source.TELEMETRY);
        seen.ifPresent(lately::remove);
        Change taken = seen.map(twin -> joined(change, twin)).orElse(change);
        known.put(change.id(), taken);
        take(taken);
        return taken;
    }

    /// Takes in a change of a workload as an API server shows it, as one of each service that runs as it. Pods of the
    /// same template that are seen in telemetry are the same change, whatever it is called there.
    public void shown(ClusterIntake.Told told, Inventory inventory) {
        Change change = told.change();
        List<EntityId> services =
                inventory.of(change.entity()).map(Deployed::services).orElse(List.of());
        for (EntityId entity : services.isEmpty() ? List.of(change.entity()) : services) {
            String id = services.size() < 2 ? change.id() : change.id() + "-" + entity.name();
            if (known.containsKey(id)) {
                continue;
            }
            Change of = new Change(
                    id,
                    change.at(),
                    entity,
                    change.kind(),
                    change.version(),
                    change.previousVersion(),
                    change.by(),
                    change.summary());
            Made made = new Made(entity.service(), told.template());
            Optional<Change> seen = twin(of, Change.Source.TELEMETRY)
                    .or(() -> lately.stream()
                            .filter(other -> other.source() == Change.Source.TELEMETRY
                                    && !told.template().isEmpty()
                                    && made.equals(made(other, inventory))
                                    && close(other, of))
                            .findFirst());
            seen.ifPresent(lately::remove);
            Change taken = seen.map(twin -> joined(of, twin)).orElse(of);
            known.put(id, taken);
            shown.put(made, taken);
            take(taken);
        }
    }

    /// The pods of a change that was seen, as far as their template is known.
    private static Made made(Change seen, Inventory inventory) {
        String template = inventory.of(seen.entity()).stream()
                .flatMap(workload -> workload.releases().stream())
                .map(Release::version)
                .filter(version -> version.says(seen.version()))
                .map(Release.Version::template)
                .filter(hash -> !hash.isEmpty())
                .reduce("", (older, newer) -> newer);
        return new Made(seen.service(), template);
    }

    private boolean close(Change one, Change other) {
        return Duration.between(one.at(), other.at()).abs().compareTo(config.same()) < 0;
    }

    /// Looks who runs where: what began to run is a change, unless somebody told of it already.
    public void look(Inventory inventory, Instant now) {
        for (Change seen : rollouts.look(inventory, now)) {
            Change before = shown.get(made(seen, inventory));
            if (before != null && seen.kind() != ChangeKind.SCALING && close(before, seen)) {
                continue;
            }
            if (nameless(seen, inventory)) {
                templates.put(seen.id(), seen.version());
            }
            Optional<Change> told = twin(seen, Change.Source.TOLD);
            if (told.isEmpty()) {
                take(seen);
            } else if (templates.containsKey(seen.id())) {
                templates.put(told.get().id(), seen.version());
            }
        }
    }

    /// Whether all that is known of a version is the hash of its pods' template, which whoever tells of
    /// it calls by another name.
    private static boolean nameless(Change seen, Inventory inventory) {
        return inventory.of(seen.entity()).stream()
                .flatMap(workload -> workload.releases().stream())
                .map(Release::version)
                .anyMatch(version -> version.template().equals(seen.version())
                        && version.service().isEmpty()
                        && version.image().isEmpty());
    }

    private void take(Change change) {
        remember(change);
        waiting.add(change);
    }

    private void remember(Change change) {
        lately.addLast(change);
        if (lately.size() > config.remembered()) {
            lately.removeFirst();
        }
    }

    /// The change that is known from the other source, if it is the same: of the same service at about
    /// the same time, to the same version where both name one. Of pods that are known by their template
    /// alone one template is one change.
    private Optional<Change> twin(Change change, Change.Source source) {
        return lately.stream()
                .filter(other -> other.source() == source
                        && other.kind() == change.kind()
                        && other.service().equals(change.service())
                        && sameVersion(change, other)
                        && close(other, change))
                .findFirst();
    }

    private boolean sameVersion(Change one, Change other) {
        boolean named = other.version().equals(one.version())
                || other.version().isEmpty()
                || one.version().isEmpty();
        Change seen = one.source() == Change.Source.TELEMETRY ? one : other;
        Change told = one.source() == Change.Source.TELEMETRY ? other : one;
        String template = templates.getOrDefault(seen.id(), "");
        return named
                || !template.isEmpty()
                        && templates.getOrDefault(told.id(), template).equals(template);
    }

    /// What was told, under the name that it is known by since it was seen. A time before it was seen is when it was
    /// begun; a later one is when somebody came to tell.
    private static Change joined(Change told, Change seen) {
        return new Change(
                seen.id(),
                told.at().isBefore(seen.at()) ? told.at() : seen.at(),
                told.entity(),
                told.kind(),
                told.version().isEmpty() ? seen.version() : told.version(),
                told.previousVersion().isEmpty() ? seen.previousVersion() : told.previousVersion(),
                told.by(),
                told.summary());
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
