package nightshift.fact;

import java.util.List;
import nightshift.fact.telemetry.EntityId;

/// What a healing rule proposes, as policies see it. Not a [Fact]: healing rules never see each other's proposals.
///
/// @param rule `@id` of the rule
/// @param mode its effective mode
/// @param incident id
/// @param action what is proposed
/// @param confidence the weakest of its reasons that carry one, in [0,1]
/// @param because the facts that speak for it
public record Proposal(
        String rule, RuleMode mode, String incident, Action action, double confidence, List<Fact> because) {
    public Proposal {
        because = List.copyOf(because);
    }

    /// The action's type, such as `workload.scale`.
    public String type() {
        return action.type();
    }

    public EntityId target() {
        return action.target();
    }

    /// A parameter of the action; empty if it has none of that name.
    public String parameter(String name) {
        return action.parameters().getOrDefault(name, "");
    }

    /// A parameter of the action as a number; NaN, which is neither more nor less than anything, if it is none.
    public double number(String name) {
        try {
            return Double.parseDouble(parameter(name));
        } catch (NumberFormatException notANumber) {
            return Double.NaN;
        }
    }
}
