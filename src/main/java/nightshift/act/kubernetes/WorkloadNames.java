package nightshift.act.kubernetes;

import java.util.List;
import nightshift.fact.telemetry.EntityId;

/// What a service runs as, by what is known now. Safe from any thread.
public interface WorkloadNames {
    /// @param entity a service, an instance, a workload or a pod
    /// @return the WORKLOADs that it may be; more than one when it can't be told, none when nobody says
    List<EntityId> of(EntityId entity);
}
