package nightshift.fact.inventory;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Stream;
import nightshift.fact.telemetry.EntityId;
import org.jspecify.annotations.Nullable;

/// A workload as it runs now. Immutable.
///
/// @param entity the WORKLOAD; the SERVICE itself where nobody says what it runs as
/// @param services whose processes run in it; most often one, none of what sends no telemetry of its own
/// @param desired how many replicas there should be; empty if nobody says, so for the next two
/// @param available how many have been ready for long enough
/// @param told how many are ready, as the platform counts
/// @param replicas that were seen lately, by id
/// @param releases versions that were seen, the newest last
public record Deployed(
        EntityId entity,
        List<EntityId> services,
        OptionalInt desired,
        OptionalInt available,
        OptionalInt told,
        List<Replica> replicas,
        List<Release> releases) {
    public Deployed {
        requireNonNull(entity, "entity");
        requireNonNull(desired, "desired");
        requireNonNull(available, "available");
        requireNonNull(told, "told");
        services = List.copyOf(services);
        replicas = List.copyOf(replicas);
        releases = List.copyOf(releases);
    }

    /// The same with other releases, and another number of replicas wanted.
    public Deployed having(OptionalInt desired, List<Release> releases) {
        return new Deployed(entity, services, desired, available, told, replicas, releases);
    }

    /// How many replicas take requests: as the platform counts, else as it says of each; empty if nobody says.
    public OptionalInt ready() {
        if (told.isPresent() || replicas.stream().allMatch(it -> it.readiness() == Replica.Readiness.UNKNOWN)) {
            return told;
        }
        return OptionalInt.of((int) replicas.stream()
                .filter(it -> it.readiness() == Replica.Readiness.READY)
                .count());
    }

    /// How many replicas are wanted but not there for users: desired less available, else less ready; 0
    /// if nobody says.
    public int missing() {
        OptionalInt there = available.isPresent() ? available : ready();
        return desired.isPresent() && there.isPresent() ? Math.max(0, desired.getAsInt() - there.getAsInt()) : 0;
    }

    /// Whether its platform counts as many replicas that take requests as are wanted: one that comes beside them in a
    /// rollout, or lingers, is missed by nobody. False if nobody says.
    public boolean whole() {
        OptionalInt counted = available.isPresent() ? available : told;
        return desired.isPresent() && counted.isPresent() && counted.getAsInt() >= desired.getAsInt();
    }

    /// Starts anew of all its replicas.
    public long restarts() {
        return replicas.stream().mapToLong(Replica::restarts).sum();
    }

    /// When one of its replicas was last seen to have been started anew; null if none was.
    public @Nullable Instant restartedAt() {
        return replicas.stream()
                .map(Replica::restartedAt)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /// Names of the versions that run now, the oldest first.
    public List<String> versions() {
        return releases.stream()
                .filter(Release::running)
                .map(release -> release.version().name())
                .distinct()
                .toList();
    }

    /// Everything that goes by it: itself, its services and its replicas.
    Stream<EntityId> names() {
        return Stream.of(Stream.of(entity), services.stream(), replicas.stream().map(Replica::id))
                .flatMap(ids -> ids);
    }
}
