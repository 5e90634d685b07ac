package nightshift.act.kubernetes;

import nightshift.act.kubernetes.api.LiveObject;
import nightshift.act.kubernetes.api.Read;

/// What an action is about.
///
/// @param owned whose owners are asked: the workload, pod or node
/// @param written what is changed: the same, or what keeps its size
record Subject(LiveObject owned, LiveObject written) {
    /// What is changed itself.
    static Read<Subject> found(LiveObject live) {
        return new Read.Found<>(new Subject(live, live));
    }
}
