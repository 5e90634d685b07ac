package nightshift.observe.naming;

/// Is told each point of a metric, beside the series that it makes. Called under the observer's lock.
@FunctionalInterface
public interface PointListener {
    /// Of what tells nothing.
    PointListener NONE = (value, nanos) -> {};

    /// @param value as sent; 0 where no series comes of it
    /// @param nanos the point's time
    void note(double value, long nanos);

    /// Tells another too.
    default PointListener and(PointListener other) {
        return (value, nanos) -> {
            note(value, nanos);
            other.note(value, nanos);
        };
    }
}
