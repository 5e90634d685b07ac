package nightshift.api.view;

import java.time.Instant;
import java.util.List;
import nightshift.fact.RuleMode;
import nightshift.fact.decision.RuleProblem;
import nightshift.fact.decision.RuleStatus;
import nightshift.fact.decision.RulebookStatus;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The rules in force and what is wrong with the files.
@Schema(name = "Rulebook", description = "The rules in force, and what is wrong with the files as they are now")
public record RulebookView(
        @Schema(description = "hash of all live rules") String version,
        Instant loadedAt,
        List<RuleView> rules,

        @Schema(description = "not empty means that the last good rules are live instead")
        List<ProblemView> problems,

        @Schema(
                description =
                        "what of the live rules would come to nothing: a signal that nobody sends, an action that no"
                                + " target takes, a parameter that is missing")
        List<ProblemView> warnings,

        @Schema(description = "pass it as `cursor` for the next page of rules; null on the last") @Nullable
        String next,

        @Schema(description = "how many rules there are on all pages")
        int total,

        @Schema(description = "how many of them are policies")
        int policies) {
    /// @param shown the page of its rules that is asked for
    public static RulebookView of(RulebookStatus status, PageView<RuleStatus> shown) {
        return new RulebookView(
                status.version(),
                status.loadedAt(),
                shown.items().stream().map(RuleView::of).toList(),
                status.problems().stream().map(ProblemView::of).toList(),
                status.warnings().stream().map(ProblemView::of).toList(),
                shown.next(),
                status.rules().size(),
                (int) status.rules().stream().filter(RuleStatus::policy).count());
    }

    /// One live rule.
    @Schema(name = "Rule", description = "One live rule")
    public record RuleView(
            String id,

            @Schema(description = "the sentence it is called by")
            String name,

            @Schema(description = "below the rules directory", examples = "healing/database.drl")
            String file,

            int line,
            String owner,
            @Schema(description = "hash of its text") String version,

            @Schema(description = "true for a policy, false for a healing rule")
            boolean policy,

            @Schema(description = "the effective mode: the lower of declared and override") @Words(RuleMode.class)
            String mode,

            @Schema(description = "mode in the file") @Words(RuleMode.class)
            String declared,

            @Schema(description = "mode set by a person; null if none") @Nullable @Words(RuleMode.class)
            String override,

            @Schema(description = "in how many turns it proposed something since it was loaded")
            long fired) {
        public static RuleView of(RuleStatus rule) {
            RuleMode override = rule.override();
            return new RuleView(
                    rule.id(),
                    rule.name(),
                    rule.file(),
                    rule.line(),
                    rule.owner(),
                    rule.version(),
                    rule.policy(),
                    Word.of(rule.effective()),
                    Word.of(rule.declared()),
                    override == null ? null : Word.of(override),
                    rule.fired());
        }
    }

    /// What is wrong in a rule file.
    @Schema(name = "RuleProblem", description = "What is wrong in a rule file")
    public record ProblemView(
            String file,

            @Schema(description = "from 1; 0 when it concerns the whole file")
            int line,

            String rule,
            String message,
            @Schema(description = "what to do") String hint) {
        static ProblemView of(RuleProblem problem) {
            return new ProblemView(problem.file(), problem.line(), problem.rule(), problem.message(), problem.hint());
        }
    }
}
