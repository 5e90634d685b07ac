package nightshift.fact.telemetry;

import static java.util.Objects.requireNonNull;

/// A metric that is sent, kept and shown, but of which nobody here knows what it means.
///
/// @param name as sent
/// @param unit as sent; empty if none
/// @param points that came of it since the start
/// @param series time series of senders that were met
/// @param example whose it is, one of perhaps many
public record UnmappedSignal(String name, String unit, long points, long series, EntityId example) {
    public UnmappedSignal {
        requireNonNull(unit, "unit");
        requireNonNull(example, "example");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a metric needs a name");
        }
    }
}
