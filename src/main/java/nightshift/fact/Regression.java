package nightshift.fact;

import java.time.Instant;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Figure;
import nightshift.fact.telemetry.SignalMeaning;
import nightshift.fact.telemetry.SignalRole;

/// A new version that does worse than the version before it, after a change on that workload.
///
/// @param entity the service
/// @param change id of the [Change]
/// @param version the new one
/// @param previousVersion the one before, which is what to go back to
/// @param signal what got worse: a readiness, an error ratio, a duration
/// @param meaning its role, unit and domain
/// @param before value of the old version, before or beside the new one
/// @param after value of the new version
/// @param confidence 1 minus the probability of such a difference by chance, in [0,1]
/// @param since end of the first window in which it was worse
public record Regression(
        EntityId entity,
        String change,
        String version,
        String previousVersion,
        String signal,
        SignalMeaning meaning,
        double before,
        double after,
        double confidence,
        Instant since)
        implements Fact {
    /// Name of the signal's role, as rules compare it: `role == "REQUEST_LATENCY"`.
    public String role() {
        return meaning.role().name();
    }

    /// Whether the new version took no requests at all: its replicas never became ready, or answered nobody.
    public boolean neverServed() {
        return meaning.role() == SignalRole.READINESS || meaning.role() == SignalRole.REQUEST_RATE;
    }

    /// Whether the signal is a share of a whole, such as what is used of what there is.
    public boolean share() {
        return meaning.share();
    }

    @Override
    public String describe() {
        return signal + meaning.statistic() + " of " + entity.label() + " is " + Figure.of(after, meaning)
                + " in version " + version + ", was " + Figure.of(before, meaning) + " in " + previousVersion
                + " (confidence " + Figure.confidence(confidence) + ")";
    }
}
