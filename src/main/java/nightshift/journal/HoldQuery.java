package nightshift.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which of what was proposed and held; null means any.
///
/// @param decision id of the decision that it is, or that would come of it
/// @param incident id
/// @param rule `@id`
/// @param service name of the target's service
/// @param since held at or after
/// @param now only what is held at present
/// @param cursor from [Page#next]
/// @param limit 1 to 500
public record HoldQuery(
        @Nullable String decision,
        @Nullable String incident,
        @Nullable String rule,
        @Nullable String service,
        @Nullable Instant since,
        boolean now,
        @Nullable String cursor,
        int limit) {
    public HoldQuery {
        if (limit < 1 || limit > 500) {
            throw new IllegalArgumentException("limit must be 1 to 500, got " + limit);
        }
    }

    /// What was held in one incident, the newest `limit`.
    public static HoldQuery ofIncident(String incident, int limit) {
        return new HoldQuery(null, incident, null, null, null, false, null, limit);
    }
}
