package nightshift.understand.version;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.Signal;
import nightshift.understand.version.VersionRows.Row;

/// What instances do, each for itself, of the services that were changed lately and of no others. A
/// version that is worse is so on most of them; one that is worse on a bad machine, or beside a bad
/// neighbour, is not to blame.
final class InstanceRows {
    private final Map<Measured, VersionRows> rows = new HashMap<>();
    private Set<EntityId> services = Set.of();

    /// @param instance as its sender calls it
    private record Measured(EntityId service, String instance, Signal signal) {}

    /// Who runs a version.
    ///
    /// @param instances that run it, as their senders call them
    /// @param badBefore those of the service that did badly before the change, which are no evidence
    record Fleet(EntityId service, Set<String> instances, Set<String> badBefore) {}

    /// These are watched from now on; of others nothing is kept.
    void watch(Set<EntityId> changed) {
        services = Set.copyOf(changed);
        rows.keySet().removeIf(measured -> !services.contains(measured.service()));
    }

    void take(SeriesKey key, Row row, Duration step) {
        boolean instance =
                key.entity().kind() == EntityKind.INSTANCE || key.entity().kind() == EntityKind.POD;
        if (instance
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
