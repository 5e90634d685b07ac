package nightshift.api.view;

import java.time.Instant;
import nightshift.fact.decision.Hold;
import nightshift.fact.decision.HoldReason;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Why not: what a rule proposed and what keeps it from being done.
@Schema(name = "Hold", description = "Why not: what a rule proposed and what keeps it from being done")
public record HoldView(
        @Schema(description = "id of the decision that it is, or that would come of it")
        String decision,

        @Schema(description = "id of the incident") String incident,
        @Schema(description = "id of the rule") String rule,
        @Schema(description = "type of the action") String action,
        EntityView target,

        @Schema(
                description =
                        "paused, muted, journal, started_before, confidence, storm, gap, precondition, reversal, lock, cool_down,"
                                + " blast_radius, namespace, chain, budget, owners, paged, facts, policies, policy, mode, approval, rejected, expired,"
                                + " busy, outranked or target")
        @Words(HoldReason.class)
        String reason,

        @Schema(description = "what the reason means") String sentence,

        @Schema(description = "name of the policy, the interlock or whatever else holds it")
        String guard,

        @Schema(description = "what that said when it began")
        String word,

        @Schema(description = "the first turn in which it was held so")
        Instant since,

        @Schema(description = "the last one; null while it is held") @Nullable
        Instant until) {
    public static HoldView of(Hold hold) {
        return new HoldView(
                hold.decision(),
                hold.incident(),
                hold.rule(),
                hold.action(),
                EntityView.of(hold.target()),
                Word.of(hold.reason()),
                hold.reason().sentence(),
                hold.guard(),
                hold.word(),
                hold.since(),
                hold.until());
    }
}
