package nightshift.understand.objective;

import java.util.Map;
import nightshift.fact.inventory.Pledge;
import nightshift.fact.telemetry.EntityId;

/// What each service promises, by whoever is closest to it: settings that name it, then what its owners wrote on it,
/// then settings in which a `*` stands for its name, then what all promise. What owners left open is decided by the
/// others. Owned by the loop's thread.
public final class Objectives {
    private final ObjectiveConfig config;
    private Map<EntityId, Pledge> pledges = Map.of();

    public Objectives(ObjectiveConfig config) {
        this.config = config;
    }

    ObjectiveConfig config() {
        return config;
    }

    /// What is written on services from now on.
    public void pledged(Map<EntityId, Pledge> now) {
        pledges = now;
    }

    /// What a service promises.
    public Objective of(EntityId service) {
        Objective set = config.of(service);
        Pledge pledge = pledges.getOrDefault(service, Pledge.NONE);
        if (pledge.equals(Pledge.NONE) || config.names(service)) {
            return set;
        }
        return new Objective(
                pledge.availability().orElse(set.availability()),
                pledge.latency().or(set::latency));
    }
}
