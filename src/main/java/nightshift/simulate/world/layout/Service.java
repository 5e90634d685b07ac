package nightshift.simulate.world.layout;

/// A service as it was deployed at the beginning.
///
/// @param index its place in [Layout#services()]
/// @param version what all its pods run at the beginning
public record Service(int index, ServiceId id, Role role, Protocol protocol, Sizing sizing, String version) {
    /// How big it is.
    ///
    /// @param replicas pods at the beginning, 1 to 10
    /// @param mostReplicas up to how many an autoscaler takes it; equal to `replicas` when it has none
    /// @param cores limit of each pod
    /// @param threads requests that one pod works on at a time; more wait
    /// @param memoryBytes limit of each pod
    /// @param startSeconds from the start of a process until it is ready
    public record Sizing(
            int replicas, int mostReplicas, double cores, int threads, long memoryBytes, int startSeconds) {
        public Sizing {
            if (replicas < 1 || mostReplicas < replicas || cores <= 0 || threads < 1 || startSeconds < 1) {
                throw new IllegalArgumentException("a service needs replicas >= 1, most >= replicas, cores > 0, threads"
                        + " >= 1 and a start of a second or more, got " + replicas + ", " + mostReplicas + ", " + cores
                        + ", " + threads + ", " + startSeconds);
            }
        }
    }

    /// Whether an autoscaler looks after it.
    public boolean autoscaled() {
        return sizing.mostReplicas() > sizing.replicas();
    }
}
