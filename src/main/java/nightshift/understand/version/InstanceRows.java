package nightshift.understand.version;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.Readings;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.Signal;
import nightshift.understand.version.VersionRows.Row;

/// What instances do, each for itself, of the services that were changed lately and of no others. A
/// version that is worse is so on most of them; one that is worse on a bad machine, or beside a bad
/// neighbour, is not to blame.
final class InstanceRows {
    private final Map<Measured, VersionRows> rows = new HashMap<>();
    private Set<EntityId> services = Set.of();

    /// Since when those were heard that were there when their service began to be watched.
    private final Map<EntityId, Instant> heard = new HashMap<>();

    /// @param instance as its sender calls it
    private record Measured(EntityId service, String instance, Signal signal) {}

    /// Who runs a version.
    ///
    /// @param instances that run it, as their senders call them
    /// @param badBefore those of the service that did badly before the change, which are no evidence
    record Fleet(EntityId service, Set<String> instances, Set<String> badBefore) {}

    /// These are watched from now on; of others nothing is kept.
    ///
    /// @param readings where everything stands now
    void watch(Set<EntityId> changed, Readings readings) {
        Set<EntityId> before = services;
        services = Set.copyOf(changed);
        rows.keySet().removeIf(measured -> !services.contains(measured.service()));
        heard.keySet().removeIf(instance -> !services.contains(instance.service()));
        if (!before.containsAll(services)) {
            for (Reading reading : readings.all()) {
                EntityId entity = reading.key().entity();
                if (instance(entity) && services.contains(entity.service()) && !before.contains(entity.service())) {
                    heard.merge(entity, first(reading), InstanceRows::earlier);
                }
            }
        }
    }

    private static Instant first(Reading reading) {
        return reading.windowEnd().minus(reading.step().multipliedBy(reading.rows()));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static boolean instance(EntityId entity) {
        return entity.kind() == EntityKind.INSTANCE || entity.kind() == EntityKind.POD;
    }

    /// Instances of a watched service that were first heard of after that time, as their senders call them.
    Set<String> began(EntityId service, Instant after) {
        Map<String, Instant> first = new HashMap<>();
        rows.forEach((measured, own) -> {
            if (measured.service().equals(service)) {
                first.merge(measured.instance(), own.oldest(), InstanceRows::earlier);
            }
        });
        heard.forEach((instance, since) -> {
            if (instance.service().equals(service)) {
                first.merge(instance.part(), since, InstanceRows::earlier);
            }
        });
        first.values().removeIf(since -> !since.isAfter(after));
        return first.keySet();
    }

    /// What some instances of a service do together, window by window.
    VersionRows together(EntityId service, Signal signal, Predicate<String> who) {
        SortedMap<Instant, Row> windows = new TreeMap<>();
        Duration step = Duration.ZERO;
        for (Map.Entry<Measured, VersionRows> one : rows.entrySet()) {
            Measured measured = one.getKey();
            if (measured.service().equals(service)
                    && measured.signal().equals(signal)
                    && who.test(measured.instance())) {
                VersionRows own = one.getValue();
                own.between(Instant.MIN, own.newest()).forEach(row -> windows.merge(row.end(), row, InstanceRows::sum));
                step = own.step().compareTo(step) > 0 ? own.step() : step;
            }
        }
        VersionRows together = new VersionRows();
        for (Row row : windows.values()) {
            together.add(row, step);
        }
        return together;
    }

    private static Row sum(Row one, Row other) {
        return new Row(one.end(), VersionRows.mean(List.of(one, other)), one.count() + other.count());
    }

    void take(SeriesKey key, Row row, Duration step) {
        if (instance(key.entity())
                && key.attributes().isEmpty()
                && services.contains(key.entity().service())) {
            rows.computeIfAbsent(
                            new Measured(key.entity().service(), key.entity().part(), key.signal()),
                            fresh -> new VersionRows())
                    .add(row, step);
        }
    }

    /// Whether a comparison is borne out by instances: most of those that run the new version do as
    /// badly as it does on the whole. Where fewer than two are known it can't be told, and is.
    ///
    /// @param from when what the comparison is about began
    boolean bearOut(VersionComparison comparison, Signal signal, Fleet fleet, Instant from) {
        int known = 0;
        int worse = 0;
        int innocent = 0;
        for (String instance : fleet.instances()) {
            VersionRows own = rows.get(new Measured(fleet.service(), instance, signal));
            List<Row> recent = own == null ? List.of() : own.between(from, own.newest());
            if (comparison.enough(recent)) {
                boolean before = fleet.badBefore().contains(instance);
                innocent += before ? 1 : 0;
                known += before ? 0 : 1;
                worse += !before && comparison.worse(VersionRows.mean(recent)) ? 1 : 0;
            }
        }
        return known == 0 ? innocent == 0 : known == 1 && innocent == 0 || 2 * worse > known;
    }
}
