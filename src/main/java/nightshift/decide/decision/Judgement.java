package nightshift.decide.decision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nightshift.decide.compile.Evaluation;
import nightshift.decide.language.Ruling;
import nightshift.decide.rulefile.RuleText;
import nightshift.fact.Proposal;
import nightshift.fact.RuleMode;
import nightshift.fact.decision.Disposition;
import nightshift.fact.decision.Guard;

/// What all policies together say of one proposal.
///
/// @param guards one a policy, also those that let it pass
public record Judgement(List<Guard> guards) {
    /// Waking a person is not bounded by policies.
    public static final Judgement UNBOUNDED = new Judgement(List.of());

    /// Gathers the rulings of one evaluation of the policies.
    public static Judgement of(Proposal proposal, List<RuleText> policies, Evaluation evaluation) {
        List<Guard> guards = new ArrayList<>();
        for (RuleText policy : policies) {
            guards.add(evaluation.insertions().stream()
                    .filter(insertion -> insertion.rule().equals(policy))
                    .map(Evaluation.Insertion::value)
                    .filter(Ruling.class::isInstance)
                    .map(Ruling.class::cast)
                    .filter(ruling -> ruling.proposal().equals(proposal))
                    .max(Comparator.comparing(Ruling::verdict))
                    .map(ruling -> new Guard(policy.id(), ruling.verdict(), ruling.reason()))
                    .orElseGet(() -> new Guard(policy.id(), Guard.Verdict.PASS, "does not apply: " + policy.name())));
        }
        return new Judgement(guards);
    }

    /// The same with one more guard.
    public Judgement and(Guard guard) {
        return new Judgement(Stream.concat(guards.stream(), Stream.of(guard)).toList());
    }

    /// What is to be done in a mode; empty when a policy wants to look again in the next turn.
    public Optional<Disposition> disposition(RuleMode mode) {
        Guard.Verdict worst = guards.stream()
                .map(Guard::verdict)
                .max(Comparator.naturalOrder())
                .orElse(Guard.Verdict.PASS);
        return switch (worst) {
            case VETO -> Optional.of(Disposition.VETOED);
            case WAIT -> Optional.empty();
            case APPROVAL -> Optional.of(of(mode.atMost(RuleMode.APPROVE)));
            case PASS -> Optional.of(of(mode));
        };
    }

    /// The guard that says the most against it; one of those that there are.
    Guard strictest() {
        return guards.stream().max(Comparator.comparing(Guard::verdict)).orElseThrow();
    }

    private static Disposition of(RuleMode mode) {
        return switch (mode) {
            case SHADOW -> Disposition.SHADOW;
            case SUGGEST -> Disposition.SUGGEST;
            case APPROVE -> Disposition.AWAIT_APPROVAL;
            case AUTO -> Disposition.ACT;
        };
    }
}
