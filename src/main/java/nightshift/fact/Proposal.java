package nightshift.fact;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nightshift.fact.telemetry.EntityId;

/// What a healing rule wants done. Its right-hand side makes one that nobody has signed yet: without rule, incident
/// and confidence, in the lowest mode. The deciding stage makes the whole of it, and that is what policies match.
/// Inert, and not a [Fact]: healing rules never see each other's proposals.
///
/// @param rule `@id` of the rule; empty while unsigned
/// @param mode the rule's effective mode
/// @param incident id; empty while unsigned
/// @param action what is proposed
/// @param confidence the weakest of its reasons that carry one, in [0,1]; 0 while unsigned
/// @param because the facts that speak for it
public record Proposal(
        String rule, RuleMode mode, String incident, Action action, double confidence, List<Fact> because) {
    public Proposal {
        because = List.copyOf(because);
    }

    /// The beginning of a proposal.
    ///
    /// @param type of the action, such as `pool.recycle`
    public record Untargeted(String type) {
        /// What to do it to.
        public Proposal on(EntityId target) {
            return unsigned(new Action(type, target, Map.of()), List.of());
        }
    }

    private static Proposal unsigned(Action action, List<Fact> because) {
        return new Proposal("", RuleMode.SHADOW, "", action, 0, because);
    }

    /// The same, unsigned, with a parameter of the action.
    public Proposal with(String name, String value) {
        Map<String, String> more = new TreeMap<>(action.parameters());
        more.put(name, value);
        return unsigned(new Action(type(), target(), more), because);
    }

    /// The same, unsigned, with a parameter of the action that is a whole number.
    public Proposal with(String name, int value) {
        return with(name, Integer.toString(value));
    }

    /// The same, unsigned, with the facts that speak for it.
    public Proposal because(Fact... reasons) {
        return unsigned(action, List.of(reasons));
    }

    /// The action's type, such as `workload.scale`.
    public String type() {
        return action.type();
    }

    /// What it is to be done to.
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
