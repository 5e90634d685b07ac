package nightshift.decide.decision;

import java.time.Instant;
import java.util.List;
import nightshift.decide.rulefile.RuleFiles;
import nightshift.decide.rulefile.RuleText;
import nightshift.fact.Assessment;
import nightshift.fact.Incident;
import nightshift.fact.Proposal;
import nightshift.fact.RuleMode;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.Disposition;
import nightshift.fact.decision.Guard;
import nightshift.fact.decision.Hold;
import nightshift.fact.decision.HoldReason;
import nightshift.fact.decision.RuleRef;
import nightshift.fact.decision.Trigger;

/// A proposal tied to its incident. Its key has neither parameters nor the rule's version in it, so that nothing that
/// is edited makes it new.
///
/// @param proposal what is wanted, as policies see it
/// @param rule who wants it
/// @param attempt the rung of the ladder
/// @param trigger what it will be judged by
public record Wish(Proposal proposal, RuleRef rule, int attempt, Trigger trigger) {
    /// @param unsigned what the rule inserted
    public static Wish of(Proposal unsigned, RuleText rule, RuleMode mode, Incident incident, Assessment belief) {
        Grounds evidence = new Grounds(unsigned.because(), belief);
        Proposal proposal = new Proposal(
                rule.id(), mode, incident.id(), unsigned.action(), evidence.confidence(incident), unsigned.because());
        return new Wish(
                proposal, new RuleRef(rule.id(), rule.version(), mode), evidence.attempt(), evidence.trigger(incident));
    }

    /// Incident, rule, action type and target.
    String key() {
        return String.join(
                "|",
                proposal.incident(),
                proposal.rule(),
                proposal.type(),
                proposal.target().text());
    }

    /// Whether it wakes a person: never bounded by a policy, once an incident.
    public boolean escalates() {
        return proposal.action().escalates();
    }

    /// Of its decision: short, safe in a URL, and the same after a restart.
    String id() {
        return RuleFiles.hash(key() + "#" + attempt);
    }

    /// That it comes to no decision in this turn.
    public Hold held(HoldReason reason, String word, Instant now) {
        return Hold.of(id(), proposal, reason, word, now);
    }

    /// The same by a policy's word.
    Hold heldBy(Guard guard, Instant now) {
        return Hold.of(id(), proposal, guard, now);
    }

    Decision decide(Disposition disposition, List<Guard> guards, Instant now) {
        return new Decision(
                id(),
                key(),
                attempt,
                proposal.incident(),
                rule,
                proposal.action(),
                proposal.confidence(),
                disposition,
                proposal.because(),
                guards.stream().map(guard -> guard.since(now)).toList(),
                trigger,
                now);
    }
}
