package nightshift.decide.language;

import nightshift.fact.Proposal;
import nightshift.fact.decision.Guard;

/// What the right-hand side of a policy inserts: an objection to one proposal, inert.
///
/// @param proposal which one
/// @param verdict what the policy says
/// @param reason one sentence
public record Ruling(Proposal proposal, Guard.Verdict verdict, String reason) {
    /// Why, in one sentence for the person who reads the decision.
    public Ruling because(String sentence) {
        return new Ruling(proposal, verdict, sentence);
    }
}
