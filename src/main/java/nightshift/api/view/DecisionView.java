package nightshift.api.view;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.fact.Action;
import nightshift.fact.ActionType;
import nightshift.fact.RuleMode;
import nightshift.fact.Verification;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Guard;
import nightshift.fact.decision.Planned;
import nightshift.fact.decision.Remedy;
import nightshift.fact.decision.RuleRef;
import nightshift.fact.decision.Trigger;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.SignalDomain;
import nightshift.fact.telemetry.SignalRole;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What a rule wanted done, why, what the guards said, and what came of it.
@Schema(name = "Decision", description = "What a rule wanted done, why, what the guards said, and what came of it")
public record DecisionView(
        String id,
        @Schema(description = "id of the incident") String incident,
        RuleView rule,
        ActionView action,

        @Schema(description = "the weakest of its reasons that carry one, in [0,1]")
        double confidence,

        @Schema(description = "the facts that spoke for it, as they were then")
        List<ReasonView> because,

        @Schema(description = "each policy's and interlock's verdict, also when it let it pass")
        List<GuardView> guards,

        @Schema(
                description =
                        "shadowed, suggested, vetoed, awaiting_approval, rejected, expired, intent, started,"
                                + " verifying, undoing, healed, done, not_healed, undone, inconclusive, failed, unknown, cancelled")
        @Words(DecisionState.class)
        String state,

        VerificationView verification,
        Instant decidedAt,
        @Schema(description = "when it was sent") @Nullable Instant startedAt,

        @Schema(description = "when it was settled") @Nullable
        Instant endedAt,

        @Schema(description = "who approved, or rejected") @Nullable
        String approvedBy,

        @Schema(description = "1, and more only by the escalation ladder")
        int attempt,

        @Schema(description = "what the target or an interlock said last")
        String detail,

        @Schema(description = "the signal that must come back for this to count as healed")
        TriggerView trigger,

        @Schema(description = "what a dry run said for the person who is asked; null where none was asked or yet")
        @Nullable
        PlanView plan) {

    public static DecisionView of(Remedy remedy) {
        Decision decision = remedy.decision();
        return new DecisionView(
                decision.id(),
                decision.incident(),
                RuleView.of(decision.rule()),
                ActionView.of(decision.action()),
                decision.confidence(),
                decision.because().stream().map(ReasonView::of).toList(),
                remedy.guards().stream().map(GuardView::of).toList(),
                Word.of(remedy.state()),
                VerificationView.of(remedy.verification()),
                decision.decidedAt(),
                remedy.startedAt(),
                remedy.endedAt(),
                remedy.approvedBy(),
                decision.attempt(),
                remedy.detail(),
                TriggerView.of(decision.trigger()),
                remedy.execution().planned().map(PlanView::of).orElse(null));
    }

    /// What a dry run said.
    @Schema(name = "Plan", description = "What a dry run said of an action while a person was asked for it")
    public record PlanView(
            @Schema(description = "whether it could be done then")
            boolean possible,

            @Schema(description = "what would happen, or why it can't, by the target's word")
            String effect,

            @Schema(description = "what would undo it; null when it can't be undone") @Nullable
            ActionView inverse,

            @Schema(description = "when the target was asked")
            Instant at,

            @Schema(description = "until when an answer counts")
            Instant until) {
        static PlanView of(Planned planned) {
            return new PlanView(
                    planned.possible(),
                    planned.effect(),
                    Optional.ofNullable(planned.inverse()).map(ActionView::of).orElse(null),
                    planned.at(),
                    planned.until());
        }
    }

    /// Which rule, in which version, in which mode.
    @Schema(name = "RuleReference", description = "Which rule, in which version, in which mode it was then")
    public record RuleView(
            String id,
            @Schema(description = "hash of its text") String version,

            @Schema(description = "shadow, suggest, approve or auto") @Words(RuleMode.class)
            String mode) {
        static RuleView of(RuleRef rule) {
            return new RuleView(rule.id(), rule.version(), Word.of(rule.mode()));
        }
    }

    /// What to do to what.
    @Schema(name = "Action", description = "What to do to what")
    public record ActionView(
            @Schema(examples = ActionType.POOL_RECYCLE) String type,
            EntityView target,
            Map<String, String> parameters) {
        static ActionView of(Action action) {
            return new ActionView(action.type(), EntityView.of(action.target()), action.parameters());
        }
    }

    /// What one policy or interlock said.
    @Schema(name = "Guard", description = "What one policy or interlock said")
    public record GuardView(
            String name,

            @Schema(description = "pass, approval, wait or veto") @Words(Guard.Verdict.class)
            String verdict,

            String reason,

            @Schema(description = "the first turn in which it said so without a break; null where that is not known")
            @Nullable
            Instant since) {
        static GuardView of(Guard guard) {
            return new GuardView(guard.name(), Word.of(guard.verdict()), guard.reason(), guard.since());
        }
    }

    /// Whether it helped.
    @Schema(name = "Verification", description = "Whether it helped, by the signal that triggered it on fresh data")
    public record VerificationView(
            @Schema(description = "pending, healed, not_healed, worse, inconclusive or not_applicable")
            @Words(Verification.State.class)
            String state,

            String reason) {
        static VerificationView of(Verification verification) {
            return new VerificationView(Word.of(verification.state()), verification.reason());
        }
    }

    /// The signal that set it off.
    @Schema(name = "Trigger", description = "The signal that set it off, with what was usual before")
    public record TriggerView(
            EntityView entity,
            String signal,
            @Words(SignalRole.class) String role,
            String unit,
            @Words(SignalDomain.class) String domain,
            @Words(Direction.class) String direction,
            @Nullable Double value,
            BandView expected) {
        static TriggerView of(Trigger trigger) {
            return new TriggerView(
                    EntityView.of(trigger.entity()),
                    trigger.signal(),
                    Word.of(trigger.meaning().role()),
                    trigger.meaning().unit(),
                    Word.of(trigger.meaning().domain()),
                    Word.of(trigger.direction()),
                    BandView.finite(trigger.value()),
                    BandView.of(trigger.expected()));
        }
    }
}
