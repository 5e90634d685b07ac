package nightshift.observe.identity;

import java.time.Duration;

/// What is remembered of names: under which a signal comes, and whom clients call by which.
///
/// @param forgottenAfter of two names for one signal of a source the first counts, until nothing was heard under it for
///     longer than this; as long as a series outlives its silence, so that its successor begins when it is over
/// @param calls that are looked at again when somebody new sends; some 300 bytes each. As many hosts of databases and
///     gRPC services, of which it is known who they are
/// @param servers of one gRPC service that are told apart, those that were heard of first: what
///     everybody serves, such as a health check, tells nobody apart
public record NamesConfig(Duration forgottenAfter, int calls, int servers) {
    public NamesConfig {
        if (!forgottenAfter.isPositive() || calls < 1 || servers < 1) {
            throw new IllegalArgumentException("a positive forgottenAfter, at least 1 call and 1 server, got "
                    + forgottenAfter + ", " + calls + " and " + servers);
        }
    }

    /// What a server on one machine wants.
    public static NamesConfig defaults() {
        return new NamesConfig(Duration.ofMinutes(5), 10_000, 8);
    }
}
