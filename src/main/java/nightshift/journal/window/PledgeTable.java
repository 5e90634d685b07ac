package nightshift.journal.window;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nightshift.fact.inventory.Inventory;
import nightshift.fact.inventory.Pledge;
import nightshift.fact.telemetry.EntityId;
import org.jdbi.v3.core.Handle;

/// What is written on services that they promise, as it was seen last, so that a new process holds a
/// service to it that it has not heard of yet. A row is written when it changes; as many rows as the
/// inventory has pledges. Used by the loop's thread; [#all] by any.
final class PledgeTable {
    private Map<EntityId, Pledge> written;

    PledgeTable(Handle handle) {
        written = all(handle);
    }

    boolean has(Inventory inventory) {
        return inventory.pledges().equals(written);
    }

    void put(Handle handle, Inventory inventory) {
        Set<EntityId> gone = new HashSet<>(written.keySet());
        inventory.pledges().forEach((service, pledge) -> {
            gone.remove(service);
            if (!pledge.equals(written.get(service))) {
                put(handle, service, pledge);
            }
        });
        gone.forEach(service -> handle.createUpdate("delete from pledge where service = :service")
                .bind("service", service.text())
                .execute());
    }

    /// The transaction that put it was written.
    void hold(Inventory inventory) {
        written = inventory.pledges();
    }

    private static void put(Handle handle, EntityId service, Pledge pledge) {
        handle.createUpdate("""
                        insert into pledge (service, availability, latency_us)
                        values (:service, :availability, :latency)
                        on conflict (service) do update
                        set availability = excluded.availability, latency_us = excluded.latency_us
                        """)
                .bind("service", service.text())
                .bind("availability", pledge.availability().orElse(null))
                .bind(
                        "latency",
                        pledge.latency().map(most -> most.toNanos() / 1_000).orElse(null))
                .execute();
    }

    /// All of them; one that can't be read is left out.
    Map<EntityId, Pledge> all(Handle handle) {
        Map<EntityId, Pledge> all = new HashMap<>();
        handle.createQuery("select service, availability, latency_us from pledge")
                .mapToMap()
                .forEach(row -> read(row).ifPresent(pledge -> all.put(service(row), pledge)));
        return Map.copyOf(all);
    }

    private static EntityId service(Map<String, Object> row) {
        return EntityId.parse(String.valueOf(row.get("service")));
    }

    private static Optional<Pledge> read(Map<String, Object> row) {
        try {
            service(row);
            return Optional.of(new Pledge(
                    Optional.ofNullable((Number) row.get("availability")).map(Number::doubleValue),
                    Optional.ofNullable((Number) row.get("latency_us"))
                            .map(micros -> Duration.of(micros.longValue(), ChronoUnit.MICROS))));
        } catch (RuntimeException ofAnotherVersion) {
            return Optional.empty();
        }
    }
}
