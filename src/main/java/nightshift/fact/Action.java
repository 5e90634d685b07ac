package nightshift.fact;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import nightshift.fact.telemetry.EntityId;

/// What to do to what.
///
/// @param type neutral name: `pool.recycle`, `workload.scale`, `workload.rollback`, `workload.restart`, `escalate`
/// @param target a service, workload, instance or database
/// @param parameters canonical order; what the type documents
public record Action(String type, EntityId target, Map<String, String> parameters) {
    public Action {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }
}
