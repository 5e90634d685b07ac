package nightshift.simulate.send.plan;

/// How a service's processes speak: what they send at all, and under whose names.
public enum Dialect {
    /// Metrics, spans and logs after the stable conventions.
    CONVENTIONS_NEW("conventions_new", true, true),
    /// Metrics, spans and logs after the conventions before they were stable: milliseconds, `http.method`, `pool.name`.
    CONVENTIONS_OLD("conventions_old", true, true),
    /// Prometheus names of Micrometer, scraped by a collector; neither spans nor logs.
    MICROMETER("micrometer", false, false),
    /// A tracing SDK and nothing else.
    SPANS_ONLY("", true, false),
    /// Metrics after the stable conventions and nothing else.
    METRICS_ONLY("conventions_new", false, false),
    /// Nothing of its own: a mesh's sidecar beside each process tells what passes through it.
    MESH_ONLY("istio", false, false);

    private final String sender;
    private final boolean spans;
    private final boolean logs;

    Dialect(String sender, boolean spans, boolean logs) {
        this.sender = sender;
        this.spans = spans;
        this.logs = logs;
    }

    /// Whose rows its metrics are; empty when it sends none.
    public String sender() {
        return sender;
    }

    /// Whether its processes are traced, and so pass a trace on to those they call.
    public boolean spans() {
        return spans;
    }

    public boolean logs() {
        return logs;
    }

    /// Whether a collector fetches it, so that it is the scraper who says whose it is.
    public boolean scraped() {
        return this == MICROMETER || this == MESH_ONLY;
    }
}
