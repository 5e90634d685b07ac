package seeded;

/// Knows names of signals, as no class may: seeded, so that the test which forbids it is seen to bite.
public final class HoldsASignalsName {
    private HoldsASignalsName() {}

    /// A name, a name as others send it, and one in a sentence.
    public static String[] names() {
        return new String[] {
            "http.server.request.duration", "hikaricp_connections", "the CPU of process.cpu.utilization is high"
        };
    }
}
