package nightshift.journal;

import java.util.Objects;
import nightshift.fact.decision.Hold;
import org.jspecify.annotations.Nullable;

/// A proposal begins to be held, is held for another reason, or is held no more.
///
/// @param before what held it until now; null when it begins
/// @param after what holds it from now on; null when nothing does
public record HoldStep(@Nullable Hold before, @Nullable Hold after) {
    public HoldStep {
        if (before == null && after == null) {
            throw new IllegalArgumentException("a step needs what held it or what holds it");
        }
    }

    /// Id of the decision that it is, or that would come of it.
    public String decision() {
        return Objects.requireNonNull(after == null ? before : after).decision();
    }
}
