package nightshift.observe.series;

import java.util.List;
import nightshift.observe.intake.PointKind;
import nightshift.observe.naming.Source;

/// What a time series of a sender is: whose, of what kind, and which aggregates it feeds.
///
/// @param source who sends it
/// @param kind how to read its points
/// @param factor from the sender's unit to ours
/// @param failed whether its observations are errors
/// @param targets what it feeds; empty when it is no symptom of anything
public record Stream(Source source, PointKind kind, double factor, boolean failed, List<Aggregate> targets) {
    public Stream {
        targets = List.copyOf(targets);
    }
}
