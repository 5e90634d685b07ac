package nightshift.simulate.shop;

/// A version of a service's code and what is wrong with it.
///
/// @param name such as `1.4.0`
/// @param errors probability that a request ends in an exception
/// @param work how much work a request is, 1 being usual
/// @param ready whether it ever passes its readiness probe
public record Version(String name, double errors, double work, boolean ready) {
    /// Even good code fails now and then.
    public static final double USUAL_ERRORS = 0.001;

    static Version good(String name) {
        return new Version(name, USUAL_ERRORS, 1, true);
    }
}
