package nightshift.fact.decision;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What one policy or interlock said of a decision.
///
/// @param name of the policy rule or the interlock
/// @param verdict what it said
/// @param reason one sentence, also when it let it pass
/// @param since the first turn in which it said so without a break; null where nobody took note of it
public record Guard(
        String name,
        Verdict verdict,
        String reason,
        @Nullable Instant since) {
    /// What it says now, whenever it began to.
    public Guard(String name, Verdict verdict, String reason) {
        this(name, verdict, reason, null);
    }

    /// From harmless to final.
    public enum Verdict {
        PASS,
        /// A person must approve first.
        APPROVAL,
        /// Not now: it may pass in a later turn, such as after a cool-down.
        WAIT,
        /// Never for this decision.
        VETO
    }

    /// Whether it is a mute that holds.
    public boolean mutes() {
        return verdict == Verdict.WAIT && name.equals(HoldReason.MUTED.guard());
    }

    /// The same since a turn.
    public Guard since(Instant first) {
        return new Guard(name, verdict, reason, first);
    }

    /// The same with its beginning: that of what it said before, if it was the same verdict.
    ///
    /// @param before what it said last; null when it was not asked before
    public Guard after(@Nullable Guard before, Instant now) {
        return before != null && before.verdict == verdict && before.since != null ? since(before.since) : since(now);
    }
}
