package nightshift.simulate.world.physics;

/// How a request or a call ended.
public enum Ending {
    OK,
    /// The caller asked for something wrong and was told so. Nobody's trouble.
    MISTAKE,
    /// The code failed.
    ERROR,
    /// Something that it called failed.
    DEPENDENCY,
    /// No answer within the time; also a pool that gave no connection in time.
    TIMEOUT,
    /// Nobody took it: no pod was ready, or too many were waiting.
    REFUSED,
    /// It was under way in a process that died.
    LOST,
    /// Caller and callee could not agree on a secure connection.
    HANDSHAKE,
    /// The callee was asked more often than was agreed, and said so at once.
    LIMITED;

    /// Whether it is the service's own affair, not the caller's.
    public boolean bad() {
        return switch (this) {
            case OK, MISTAKE -> false;
            case ERROR, DEPENDENCY, TIMEOUT, REFUSED, LOST, HANDSHAKE, LIMITED -> true;
        };
    }
}
