package nightshift.simulate.world.layout;

/// The connections that each pod of a service keeps to a database.
///
/// @param index its place in [Layout#pools()]
/// @param service who keeps it, by index
/// @param database to whom, by index
/// @param size connections in each pod
/// @param timeoutSeconds how long a request waits for one before it fails
public record Pool(int index, int service, int database, int size, double timeoutSeconds) {}
