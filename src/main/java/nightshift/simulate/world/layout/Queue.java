package nightshift.simulate.world.layout;

/// Messages between services, kept by a broker.
///
/// @param index its place in [Layout#queues()]
/// @param name topic or queue name
/// @param consumer the operation that works messages off, by index
/// @param promiseSeconds users were promised that a message is worked off within this: a later one is a bad
///     request
public record Queue(int index, String name, int consumer, int promiseSeconds) {}
