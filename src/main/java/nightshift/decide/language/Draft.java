package nightshift.decide.language;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nightshift.fact.Fact;
import nightshift.fact.telemetry.EntityId;

/// What the right-hand side of a healing rule inserts: a wish, inert until the [nightshift.decide.Rulebook] has tied it
/// to a rule and an
/// incident.
///
/// @param type of the action, such as `pool.recycle`
/// @param target what to do it to
/// @param parameters of the action
/// @param because the facts that speak for it
public record Draft(String type, EntityId target, Map<String, String> parameters, List<Fact> because) {
    public Draft {
        requireNonNull(target, "target");
        parameters = Map.copyOf(parameters);
        because = List.copyOf(because);
    }

    /// A parameter of the action.
    public Draft with(String name, String value) {
        Map<String, String> more = new TreeMap<>(parameters);
        more.put(name, value);
        return new Draft(type, target, Collections.unmodifiableMap(more), because);
    }

    /// A parameter of the action that is a whole number.
    public Draft with(String name, int value) {
        return with(name, Integer.toString(value));
    }

    /// The facts that speak for it.
    public Draft because(Fact... reasons) {
        return new Draft(type, target, parameters, List.of(reasons));
    }

    /// A draft that has no target yet.
    ///
    /// @param type of the action
    public record Untargeted(String type) {
        /// What to do it to.
        public Draft on(EntityId target) {
            return new Draft(type, target, Map.of(), List.of());
        }
    }
}
