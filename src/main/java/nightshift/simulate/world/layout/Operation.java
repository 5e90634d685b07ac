package nightshift.simulate.world.layout;

/// One thing that a service can be asked for.
///
/// @param index its place in [Layout#operations()]
/// @param service whose, by index
/// @param name a route such as `GET /orders/{id}`, a method such as `shop.Cart/AddItem`, or what a query does
/// @param entry whether users ask for it
public record Operation(int index, int service, String name, Work work, boolean entry) {
    /// What one request costs its own service, without what it calls.
    ///
    /// @param seconds mean of the processor time
    /// @param variation standard deviation of it, as a multiple of the mean
    /// @param errors share of requests that fail in healthy days
    /// @param mistakes share of requests that ask for something wrong and are told so
    public record Work(double seconds, double variation, double errors, double mistakes) {
        public Work {
            if (!(seconds > 0) || !(variation > 0) || errors < 0 || mistakes < 0 || errors + mistakes > 1) {
                throw new IllegalArgumentException(
                        "work needs seconds and variation above 0 and shares within 0..1, got " + seconds + ", "
                                + variation + ", " + errors + ", " + mistakes);
            }
        }
    }
}
