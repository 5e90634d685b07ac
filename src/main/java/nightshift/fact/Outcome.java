package nightshift.fact;

import java.time.Instant;
import nightshift.fact.telemetry.EntityId;

/// What came of a decision, as its remedy tells it: what rules match, and the ladder's next rung builds on.
///
/// @param decision id
/// @param incident id
/// @param rule `@id` of the rule
/// @param actionType such as `pool.recycle`
/// @param target what it was done to
/// @param attempt which rung
/// @param result what the target said
/// @param verification whether it helped
/// @param undone true when it made things worse and its inverse was applied
/// @param reason one sentence
/// @param at when this was so
public record Outcome(
        String decision,
        String incident,
        String rule,
        String actionType,
        EntityId target,
        int attempt,
        ActionResult result,
        Verification verification,
        boolean undone,
        String reason,
        Instant at)
        implements Fact {
    /// Whether nothing more will come of this decision.
    public boolean settled() {
        return result != ActionResult.IN_PROGRESS && verification.state() != Verification.State.PENDING;
    }

    /// Whether what it was done for is well again.
    public boolean helped() {
        return verification.state() == Verification.State.HEALED;
    }

    @Override
    public String describe() {
        return actionType + " on " + target.label() + " " + (helped() ? "helped" : "did not help") + ": " + reason;
    }
}
