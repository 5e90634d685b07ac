package seeded;

/// Tells signals apart by the form of their names, as no class may: seeded, so that the test which forbids it is seen
/// to
/// bite.
public final class AsksHowANameEnds {
    private AsksHowANameEnds() {}

    public static boolean asks(String signal) {
        return signal.startsWith("http.server.")
                || signal.endsWith(".error.ratio")
                || signal.endsWith(".ratio")
                || signal.contains("k8s.");
    }
}
