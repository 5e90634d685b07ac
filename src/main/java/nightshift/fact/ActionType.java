package nightshift.fact;

import java.util.List;
import java.util.Map;

/// The types of action that Nightshift itself knows by name. An action's type is open, a text that a rule and a
/// target agree on; these have defaults of their own, and a page is not an action on a service.
public final class ActionType {
    /// Gives leaked or hanging connections back while the service keeps running.
    public static final String POOL_RECYCLE = "pool.recycle";

    /// Starts a workload's processes anew, one replica at a time.
    public static final String WORKLOAD_RESTART = "workload.restart";

    /// Changes the number of a workload's replicas.
    public static final String WORKLOAD_SCALE = "workload.scale";

    /// Goes back to the version before.
    public static final String WORKLOAD_ROLLBACK = "workload.rollback";

    /// Holds a rollout where it is.
    public static final String WORKLOAD_PAUSE = "workload.pause";

    /// Lets a rollout go on that was held.
    public static final String WORKLOAD_RESUME = "workload.resume";

    /// Ends one pod, as far as disruption budgets allow; its workload makes another.
    public static final String POD_EVICT = "pod.evict";

    /// Ends one pod, whatever disruption budgets say.
    public static final String POD_DELETE = "pod.delete";

    /// Keeps new pods off a node.
    public static final String NODE_CORDON = "node.cordon";

    /// Lets new pods on to a node again.
    public static final String NODE_UNCORDON = "node.uncordon";

    /// Wakes a person.
    public static final String ESCALATE = "escalate";

    private static final Map<String, List<String>> NEEDS = Map.of(
            WORKLOAD_SCALE, List.of("by", "to"),
            WORKLOAD_ROLLBACK, List.of("to"),
            ESCALATE, List.of("summary"));

    private ActionType() {}

    /// The parameters of which an action of a type needs one, the usual one first; empty where it needs none, or
    /// where it is somebody else's type.
    public static List<String> needs(String type) {
        return NEEDS.getOrDefault(type, List.of());
    }
}
