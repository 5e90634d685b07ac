package nightshift.fact;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import nightshift.fact.inventory.Deployed;
import nightshift.fact.telemetry.EntityId;
import org.jspecify.annotations.Nullable;

/// How a workload runs now: how many replicas, how ready, of which versions, how often started anew.
///
/// @param entity a workload, or a service of which nobody says what it runs as
/// @param services whose processes run in it
/// @param replicas seen lately
/// @param ready replicas that take requests, as the platform says; 0 if nobody says
/// @param missing replicas that are wanted but not there for users; 0 if nobody says
/// @param restarts of all its replicas together, as the platform counts
/// @param restartedAt when one of them was last seen to have been started anew; null if none was
/// @param versions that run now, the oldest first
public record Workload(
        EntityId entity,
        List<EntityId> services,
        int replicas,
        int ready,
        int missing,
        long restarts,
        @Nullable Instant restartedAt,
        List<String> versions)
        implements Fact {
    public Workload {
        requireNonNull(entity, "entity");
        services = List.copyOf(services);
        versions = List.copyOf(versions);
        if (replicas < 0 || ready < 0 || missing < 0 || restarts < 0) {
            throw new IllegalArgumentException("replicas, ready, missing and restarts are counted from 0, got "
                    + replicas + ", " + ready + ", " + missing + ", " + restarts + " of " + entity);
        }
    }

    static Workload of(Deployed deployed) {
        return new Workload(
                deployed.entity(),
                deployed.services(),
                deployed.replicas().size(),
                deployed.ready().orElse(0),
                deployed.missing(),
                deployed.restarts(),
                deployed.restartedAt(),
                deployed.versions());
    }

    /// Whether a service runs as it.
    public boolean runs(EntityId service) {
        return services.contains(service) || entity.service().equals(service);
    }

    /// Whether a replica was started anew after a time.
    public boolean restartedSince(Instant time) {
        return restartedAt != null && restartedAt.isAfter(time);
    }

    /// Whether more than one version runs, as in the middle of a rollout.
    public boolean mixed() {
        return versions.size() > 1;
    }

    @Override
    public String describe() {
        return entity.label() + " runs " + replicas + (replicas == 1 ? " replica" : " replicas")
                + (missing == 0 ? "" : ", " + missing + " missing")
                + (restarts == 0 ? "" : ", " + restarts + (restarts == 1 ? " restart" : " restarts"))
                + (restartedAt == null ? "" : ", the last at " + restartedAt)
                + (versions.isEmpty() ? "" : ", of version " + String.join(" and ", versions));
    }
}
