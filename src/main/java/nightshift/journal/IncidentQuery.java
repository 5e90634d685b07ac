package nightshift.journal;

import java.time.Instant;
import nightshift.fact.IncidentState;
import org.jspecify.annotations.Nullable;

/// Which incidents; null means any.
///
/// @param state exactly this one
/// @param service name of the service it is about
/// @param since opened at or after
/// @param cursor from [Page#next]
/// @param limit 1 to 500
public record IncidentQuery(
        @Nullable IncidentState state,
        @Nullable String service,
        @Nullable Instant since,
        @Nullable String cursor,
        int limit) {
    public IncidentQuery {
        if (limit < 1 || limit > 500) {
            throw new IllegalArgumentException("limit must be 1 to 500, got " + limit);
        }
    }

    /// All incidents, the newest `limit`.
    public static IncidentQuery newest(int limit) {
        return new IncidentQuery(null, null, null, null, limit);
    }
}
