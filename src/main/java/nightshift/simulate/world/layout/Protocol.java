package nightshift.simulate.world.layout;

/// How a service is spoken to.
public enum Protocol {
    HTTP,
    GRPC,
    /// It takes messages from a queue.
    MESSAGING,
    /// Nobody speaks to it: the clock starts it.
    SCHEDULE,
    /// It answers queries: databases and caches.
    QUERY
}
