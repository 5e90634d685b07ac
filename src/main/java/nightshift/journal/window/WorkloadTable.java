package nightshift.journal.window;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import nightshift.fact.inventory.Deployed;
import nightshift.fact.inventory.Inventory;
import nightshift.fact.inventory.Release;
import nightshift.fact.telemetry.EntityId;
import nightshift.journal.database.Micros;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What runs, of each workload the versions and how many replicas are wanted, so that a new process
/// knows what is new. A row is written when it changes. As many rows as the inventory has workloads,
/// and for an hour those that an earlier process saw and this one did not: it may be killed before all
/// have reported. Used by the loop's thread; [#all] by any.
final class WorkloadTable {
    private static final Duration INHERITED = Duration.ofHours(1);

    private final JsonMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /// As it was written; 300 bytes a workload.
    private final Map<EntityId, Deployed> written = new HashMap<>();

    private @Nullable Inventory last;
    private @Nullable Instant first;
    private boolean inherits = true;

    /// A row's body; times in microseconds.
    private record Row(List<String> services, @Nullable Integer desired, List<Version> versions) {}

    private record Version(String service, String image, String template, long since) {}

    /// What is not written yet.
    ///
    /// @param changed new or different
    /// @param gone no longer there
    record Difference(Inventory inventory, List<Deployed> changed, List<EntityId> gone, boolean disinherit) {
        boolean nothing() {
            return changed.isEmpty() && gone.isEmpty() && !disinherit;
        }
    }

    @SuppressWarnings(
            "ReferenceEquality") // the same inventory says that nothing changed, without a look at its entries
    Optional<Difference> difference(Inventory inventory, Instant now) {
        first = first == null ? now : first;
        boolean disinherit = inherits && now.isAfter(first.plus(INHERITED));
        if (inventory == last && !disinherit) {
            return Optional.empty();
        }
        Set<EntityId> gone = new HashSet<>(written.keySet());
        inventory.deployed().forEach(workload -> gone.remove(workload.entity()));
        List<Deployed> changed = inventory.deployed().stream()
                .map(WorkloadTable::running)
                .filter(workload -> !workload.equals(written.get(workload.entity())))
                .toList();
        Difference difference = new Difference(inventory, changed, List.copyOf(gone), disinherit);
        last = difference.nothing() ? inventory : last;
        return Optional.of(difference).filter(it -> !it.nothing());
    }

    private static Deployed running(Deployed workload) {
        return new Deployed(
                workload.entity(),
                workload.services(),
                workload.desired(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                List.of(),
                workload.releases().stream().filter(Release::running).toList());
    }

    void put(Handle handle, Difference difference) {
        if (difference.disinherit()) {
            handle.execute("delete from workload");
            written.values().forEach(workload -> put(handle, workload));
        }
        difference.changed().forEach(workload -> put(handle, workload));
        difference
                .gone()
                .forEach(entity -> handle.createUpdate("delete from workload where entity = :entity")
                        .bind("entity", entity.text())
                        .execute());
    }

    /// The transaction that put it was written.
    void hold(Difference difference) {
        difference.changed().forEach(workload -> written.put(workload.entity(), workload));
        difference.gone().forEach(written::remove);
        inherits &= !difference.disinherit();
        last = difference.inventory();
    }

    private void put(Handle handle, Deployed workload) {
        handle.createUpdate("""
                        insert into workload (entity, body) values (:entity, :body)
                        on conflict (entity) do update set body = excluded.body
                        """)
                .bind("entity", workload.entity().text())
                .bind("body", body(workload))
                .execute();
    }

    private String body(Deployed workload) {
        Row row = new Row(
                workload.services().stream().map(EntityId::text).toList(),
                workload.desired().isPresent() ? workload.desired().getAsInt() : null,
                workload.releases().stream()
                        .map(release -> new Version(
                                release.version().service(),
                                release.version().image(),
                                release.version().template(),
                                Micros.of(release.since())))
                        .toList());
        try {
            return json.writeValueAsString(row);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON form for a workload", e);
        }
    }

    /// All of them; one that can't be read is left out.
    List<Deployed> all(Handle handle) {
        return handle
                .createQuery("select entity, body from workload order by entity")
                .map((row, context) -> workload(row.getString("entity"), row.getString("body")))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Deployed> workload(String entity, String body) {
        try {
            Row row = json.readValue(body, Row.class);
            return Optional.of(new Deployed(
                    EntityId.parse(entity),
                    row.services().stream().map(EntityId::parse).toList(),
                    row.desired() == null ? OptionalInt.empty() : OptionalInt.of(row.desired()),
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    List.of(),
                    row.versions().stream().map(WorkloadTable::release).toList()));
        } catch (JsonProcessingException | RuntimeException ofAnotherVersion) {
            return Optional.empty();
        }
    }

    private static Release release(Version version) {
        return new Release(
                new Release.Version(version.service(), version.image(), version.template()),
                Micros.instant(version.since()),
                null);
    }
}
