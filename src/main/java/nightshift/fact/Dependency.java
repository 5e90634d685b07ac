package nightshift.fact;

import java.time.Instant;
import java.util.Locale;
import nightshift.fact.telemetry.EntityId;

/// Calls seen from one entity to another.
///
/// @param caller a service
/// @param callee a service or a database
/// @param callsPerSecond lately; this and what follows NaN where nobody counts them
/// @param errorRatio in [0,1], lately
/// @param seconds mean duration as the caller sees it, lately
/// @param lastSeen end of the last window with such a call
public record Dependency(
        EntityId caller, EntityId callee, double callsPerSecond, double errorRatio, double seconds, Instant lastSeen)
        implements Fact {
    @Override
    public String describe() {
        if (Double.isNaN(callsPerSecond)) {
            return caller.label() + " uses " + callee.label();
        }
        return String.format(
                Locale.ROOT,
                "%s calls %s %.3g times a second, %.2f%% fail, %.3g s each",
                caller.label(),
                callee.label(),
                callsPerSecond,
                errorRatio * 100,
                seconds);
    }
}
