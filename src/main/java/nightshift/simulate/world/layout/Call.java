package nightshift.simulate.world.layout;

/// That one operation calls another: an edge.
///
/// @param index its place in [Layout#calls()]
/// @param caller the calling operation, by index
/// @param callee the called operation, by index
/// @param perRequest how often on average, for each request of the caller
public record Call(int index, int caller, int callee, double perRequest, Patience patience, Way way) {
    /// What the network takes of each call, there and back.
    public static final double NETWORK_SECONDS = 0.0004;

    /// How long the caller waits and what it does then.
    ///
    /// @param timeoutSeconds after this it gives up
    /// @param retries how often it tries again after a failure
    /// @param optional whether its own request succeeds without an answer
    public record Patience(double timeoutSeconds, int retries, boolean optional) {}

    /// What lies between caller and callee.
    public sealed interface Way {
        /// Nothing but the network.
        record Direct() implements Way {}

        /// A connection of a pool is needed first.
        ///
        /// @param pool by index in [Layout#pools()]
        record ThroughPool(int pool) implements Way {}

        /// The callee takes it from a queue; the caller does not wait.
        ///
        /// @param queue by index in [Layout#queues()]
        record ThroughQueue(int queue) implements Way {}
    }
}
