package nightshift.act.kubernetes;

/// What an action is about.
///
/// @param owned whose owners are asked: the workload, pod or node
/// @param written what is changed: the same, or what keeps its size
record Subject(LiveObject owned, LiveObject written) {
    static Subject of(LiveObject live) {
        return new Subject(live, live);
    }
}
