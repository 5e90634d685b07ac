package nightshift.fact.decision;

import java.time.Instant;
import java.util.List;
import nightshift.fact.Action;
import nightshift.fact.Fact;

/// What a rule wants done, once: the only thing that can lead to an effect.
///
/// @param id hash of finding and attempt; without parameters and rule version, so that editing a rule repeats nothing
/// @param finding what it is about: incident, rule, action type and target; the same finding decides once per attempt
/// @param attempt 1, and more only by the escalation ladder
/// @param incident id
/// @param rule who proposed it
/// @param action what to do
/// @param confidence the weakest of its reasons that carry one
/// @param disposition what policies made of it
/// @param because the facts that spoke for it, as they were
/// @param guards each policy's verdict
/// @param trigger the signal that must come back for this to count as healed
/// @param decidedAt the turn
public record Decision(
        String id,
        String finding,
        int attempt,
        String incident,
        RuleRef rule,
        Action action,
        double confidence,
        Disposition disposition,
        List<Fact> because,
        List<Guard> guards,
        Trigger trigger,
        Instant decidedAt) {
    public Decision {
        because = List.copyOf(because);
        guards = List.copyOf(guards);
    }
}
