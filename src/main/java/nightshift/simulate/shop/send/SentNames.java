package nightshift.simulate.shop.send;

/// Names of what senders of telemetry send, for those outside of the simulator who send some too.
public final class SentNames {
    private SentNames() {}

    /// The histogram of how long a server took for its requests, in seconds.
    public static String servedRequests() {
        return "http.server.request.duration";
    }
}
