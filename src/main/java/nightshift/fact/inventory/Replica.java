package nightshift.fact.inventory;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import nightshift.fact.telemetry.EntityId;
import org.jspecify.annotations.Nullable;

/// One running copy of a workload: a pod, or an instance of a service that says nothing of pods.
///
/// @param id a POD or an INSTANCE
/// @param node the machine it runs on; empty if nobody says
/// @param version what it runs
/// @param readiness whether it takes requests
/// @param restarts how often its containers were started anew, as the platform counts
/// @param restartedAt when that count was seen to rise last; null if it never was
/// @param since when it was first seen
public record Replica(
        EntityId id,
        String node,
        Release.Version version,
        Readiness readiness,
        long restarts,
        @Nullable Instant restartedAt,
        Instant since) {
    public Replica {
        requireNonNull(id, "id");
        requireNonNull(node, "node");
        requireNonNull(version, "version");
        requireNonNull(readiness, "readiness");
        requireNonNull(since, "since");
        if (restarts < 0) {
            throw new IllegalArgumentException("restarts are counted from 0, got " + restarts + " of " + id);
        }
    }

    /// Whether it takes requests, as the platform sees it.
    public enum Readiness {
        READY,
        UNREADY,
        /// Nobody says.
        UNKNOWN
    }
}
