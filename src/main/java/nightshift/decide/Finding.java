package nightshift.decide;

import java.time.Instant;
import java.util.List;
import nightshift.fact.Action;
import nightshift.fact.Assessment;
import nightshift.fact.Decision;
import nightshift.fact.Disposition;
import nightshift.fact.Guard;
import nightshift.fact.Incident;
import nightshift.fact.Proposal;
import nightshift.fact.RuleMode;
import nightshift.fact.RuleRef;
import nightshift.fact.Trigger;

/// A proposal tied to its incident. Its key has neither parameters nor the rule's version in it, so that nothing that
/// is edited makes it new.
///
/// @param proposal what is wanted, as policies see it
/// @param rule who wants it
/// @param attempt the rung of the ladder
/// @param trigger what it will be judged by
record Finding(Proposal proposal, RuleRef rule, int attempt, Trigger trigger) {
    static Finding of(Draft draft, RuleText rule, RuleMode mode, Incident incident, Assessment belief) {
        Evidence evidence = new Evidence(draft.because(), belief);
        Proposal proposal = new Proposal(
                rule.id(),
                mode,
                incident.id(),
                new Action(draft.type(), draft.target(), draft.parameters()),
                evidence.confidence(incident),
                draft.because());
        return new Finding(
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
    boolean escalates() {
        return proposal.action().escalates();
    }

    /// Short, safe in a URL, and the same after a restart.
    Decision decide(Disposition disposition, List<Guard> guards, Instant now) {
        return new Decision(
                RuleFiles.hash(key() + "#" + attempt),
                key(),
                attempt,
                proposal.incident(),
                rule,
                proposal.action(),
                proposal.confidence(),
                disposition,
                proposal.because(),
                guards,
                trigger,
                now);
    }
}
