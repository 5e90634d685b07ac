package nightshift.journal;

import java.time.Instant;
import nightshift.fact.decision.DecisionState;
import org.jspecify.annotations.Nullable;

/// Which decisions; null means any.
///
/// @param state exactly this one
/// @param service name of the target's service
/// @param rule `@id`
/// @param incident id
/// @param since decided at or after
/// @param cursor from [Page#next]
/// @param limit 1 to 500
public record DecisionQuery(
        @Nullable DecisionState state,
        @Nullable String service,
        @Nullable String rule,
        @Nullable String incident,
        @Nullable Instant since,
        @Nullable String cursor,
        int limit) {
    public DecisionQuery {
        if (limit < 1 || limit > 500) {
            throw new IllegalArgumentException("limit must be 1 to 500, got " + limit);
        }
    }

    /// All decisions, the newest `limit`.
    public static DecisionQuery newest(int limit) {
        return new DecisionQuery(null, null, null, null, null, null, limit);
    }
}
