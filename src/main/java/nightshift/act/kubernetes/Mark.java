package nightshift.act.kubernetes;

/// What Nightshift writes on objects, and what owners write for it.
final class Mark {
    /// The decision whose action changed the object last: the admission policy in `kubernetes/` asks for a new one
    /// with
    /// each change of a template, and an action whose answer was lost is found by it.
    static final String ACTION_ID = "nightshift.dev/action-id";

    /// On a pod template: the decision that restarted it. The same once more changes nothing, so that nothing
    /// restarts
    /// twice.
    static final String RESTARTED_BY = "nightshift.dev/restarted-by";

    /// How far Nightshift may go, see [OptIn]: a label of a namespace, an annotation of a workload or node.
    static final String MODE = "nightshift.dev/mode";

    /// The verbs that are allowed, with commas between them.
    static final String ALLOW = "nightshift.dev/allow";

    static final String MAX_REPLICAS = "nightshift.dev/max-replicas";

    /// An instant before which nothing is done.
    static final String PAUSE_UNTIL = "nightshift.dev/pause-until";

    /// The revision that a Deployment or its ReplicaSet has.
    static final String REVISION = "deployment.kubernetes.io/revision";

    /// Which template a pod or ReplicaSet was made from.
    static final String TEMPLATE_HASH = "pod-template-hash";

    private Mark() {}
}
