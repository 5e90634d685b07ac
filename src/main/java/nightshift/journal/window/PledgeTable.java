package nightshift.journal.window;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nightshift.fact.inventory.Inventory;
import nightshift.fact.inventory.Pledge;
import nightshift.fact.telemetry.EntityId;
import nightshift.journal.database.Micros;
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
                .bind("latency", pledge.latency().map(Micros::of).orElse(null))
                .execute();
    }

    /// All of them; one that can't be read is left out.
    Map<EntityId, Pledge> all(Handle handle) {
        Map<EntityId, Pledge> all = new HashMap<>();
        handle.createQuery("select service, availability, latency_us from pledge")
                .mapToMap()
                .forEach(row -> read(row, all));
        return Map.copyOf(all);
    }

    private static void read(Map<String, Object> row, Map<EntityId, Pledge> all) {
        try {
            EntityId service = EntityId.parse(String.valueOf(row.get("service")));
            Optional<Number> availability = Optional.ofNullable((Number) row.get("availability"));
            Optional<Number> latency = Optional.ofNullable((Number) row.get("latency_us"));
            all.put(
                    service,
                    new Pledge(
                            availability.map(Number::doubleValue),
                            latency.map(micros -> Micros.duration(micros.longValue()))));
        } catch (RuntimeException ofAnotherVersion) {
            // it is left out, and known when it is heard of again
        }
    }
}
