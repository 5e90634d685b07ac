package nightshift.journal;

import java.time.Instant;
import java.util.List;
import nightshift.fact.Verification;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.Guard;
import org.jspecify.annotations.Nullable;

/// A decision and all that came of it, as the journal has it.
///
/// @param decision as it was decided; its `because` are the facts of that turn
/// @param state where it is
/// @param guards policies' and interlocks' verdicts, the last of each name
/// @param verification whether it helped
/// @param detail what the target or the interlock said last
/// @param startedAt when it was sent
/// @param endedAt when it was settled
/// @param approvedBy who approved, or rejected
public record DecisionRecord(
        Decision decision,
        DecisionState state,
        List<Guard> guards,
        Verification verification,
        String detail,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String approvedBy) {
    public DecisionRecord {
        guards = List.copyOf(guards);
    }
}
