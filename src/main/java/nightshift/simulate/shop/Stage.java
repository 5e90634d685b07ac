package nightshift.simulate.shop;

/// One thing a request does inside a process. Times are means, in milliseconds.
sealed interface Stage {
    /// Works on a core.
    record Compute(double milliseconds) implements Stage {}

    /// Asks another service.
    ///
    /// @param endpoint which
    /// @param needed false when it can answer without, only poorer
    /// @param retries how often it asks again when it was refused
    record Ask(Endpoint endpoint, boolean needed, int retries) implements Stage {}

    /// Uses the database over the connection pool.
    ///
    /// @param verb `SELECT`, `INSERT`, `UPDATE`
    /// @param table which
    /// @param milliseconds of work in the database
    record Query(String verb, String table, double milliseconds) implements Stage {}

    /// Waits for somebody outside of the shop.
    record Provider(String name, double milliseconds) implements Stage {}

    /// Leaves a message in the queue of orders.
    record Publish() implements Stage {}
}
