package nightshift.simulate.world.layout;

/// When a batch worker works: a burst every so often.
///
/// @param operation what the clock starts, by index
/// @param everySeconds from the beginning of a burst to that of the next
/// @param firstAt second of the first burst
/// @param lastsSeconds how long a burst is
/// @param perSecond pieces of work begun in each of its seconds, on average
public record Schedule(int operation, int everySeconds, int firstAt, int lastsSeconds, double perSecond) {
    public Schedule {
        if (lastsSeconds < 1 || everySeconds <= lastsSeconds || firstAt < 0 || !(perSecond > 0)) {
            throw new IllegalArgumentException(
                    "a burst lasts a second or more and ends before the next, got " + lastsSeconds + " s every "
                            + everySeconds + " s from " + firstAt + ", " + perSecond + " a second");
        }
    }

    /// Pieces of work that begin in a second, on average.
    public double rate(int second) {
        return second >= firstAt && (second - firstAt) % everySeconds < lastsSeconds ? perSecond : 0;
    }
}
