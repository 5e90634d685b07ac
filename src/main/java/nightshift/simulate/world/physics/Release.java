package nightshift.simulate.world.physics;

/// A version of a service's code.
///
/// @param errors share of requests that fail in it, beside the operation's own
/// @param work times the operation's processor time
/// @param becomesReady whether its pods ever take requests
public record Release(String version, double errors, double work, boolean becomesReady) {
    public static Release good(String version) {
        return new Release(version, 0, 1, true);
    }

    /// The name of the version that comes after this one.
    public static String after(String version) {
        int dot = version.lastIndexOf('.');
        return version.substring(0, dot + 1) + (Integer.parseInt(version.substring(dot + 1)) + 1);
    }
}
