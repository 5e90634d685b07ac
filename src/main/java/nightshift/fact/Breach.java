package nightshift.fact;

import java.time.Duration;
import java.time.Instant;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Figure;
import nightshift.fact.telemetry.SignalMeaning;

/// A signal that has been beyond a fixed threshold without a break. Exactly one of `above` and `below`
/// is a number, the other is NaN. `heldFor` is refreshed only when it passes a duration that some rule
/// asks for (see [Watch]).
///
/// @param entity whose signal
/// @param signal semantic-convention name
/// @param meaning its role, unit and domain
/// @param above the threshold when being above it is the breach, else NaN
/// @param below the threshold when being below it is the breach, else NaN
/// @param since end of the first window beyond the threshold
/// @param heldFor how long, rounded down to the durations rules ask for
/// @param peak the value farthest beyond the threshold
public record Breach(
        EntityId entity,
        String signal,
        SignalMeaning meaning,
        double above,
        double below,
        Instant since,
        Duration heldFor,
        double peak)
        implements Fact {
    public Breach {
        if (Double.isNaN(above) == Double.isNaN(below)) {
            throw new IllegalArgumentException("a breach of " + signal + " is either above or below a threshold");
        }
    }

    /// The service the entity belongs to.
    public EntityId service() {
        return entity.service();
    }

    /// Name of the signal's role, as rules compare it: `role == "REQUEST_LATENCY"`.
    public String role() {
        return meaning.role().name();
    }

    /// Whether the signal is a share of a whole, such as what is used of what there is.
    public boolean share() {
        return meaning.share();
    }

    @Override
    public String describe() {
        boolean up = !Double.isNaN(above);
        return signal + meaning.statistic() + " of " + entity.label() + " is " + (up ? "above " : "below ")
                + Figure.of(up ? above : below, meaning) + " for at least " + Figure.of(heldFor) + ", "
                + (up ? "highest " : "lowest ") + Figure.of(peak, meaning);
    }
}
