package nightshift.act.kubernetes.api;

/// What Nightshift writes on objects, and what owners write for it.
public final class Mark {
    /// The decision whose action changed the object last: the admission policy in `kubernetes/` asks for a new one
    /// with each change of a template, and an action whose answer was lost is found by it.
    public static final String ACTION_ID = "nightshift.dev/action-id";

    /// On a pod template: the decision that restarted it. The same once more changes nothing, so that nothing
    /// restarts twice.
    public static final String RESTARTED_BY = "nightshift.dev/restarted-by";

    /// How far Nightshift may go, see [OptIn]: a label of a namespace, an annotation of a workload or node.
    public static final String MODE = "nightshift.dev/mode";

    /// The verbs that are allowed, with commas between them.
    public static final String ALLOW = "nightshift.dev/allow";

    public static final String MAX_REPLICAS = "nightshift.dev/max-replicas";

    /// An instant before which nothing is done.
    public static final String PAUSE_UNTIL = "nightshift.dev/pause-until";

    /// The revision that a Deployment or its ReplicaSet has.
    public static final String REVISION = "deployment.kubernetes.io/revision";

    /// Which template a pod or ReplicaSet was made from.
    public static final String TEMPLATE_HASH = "pod-template-hash";

    private Mark() {}
}
