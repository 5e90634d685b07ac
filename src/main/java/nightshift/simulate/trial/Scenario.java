package nightshift.simulate.trial;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import nightshift.fact.FailureKind;
import nightshift.fact.RuleMode;
import nightshift.simulate.shop.Fault;
import nightshift.simulate.target.Behaviour;
import org.jspecify.annotations.Nullable;

/// One file of `scenarios/`.
///
/// @param name as the file is called
/// @param description one sentence for people
/// @param given the world
/// @param when what goes wrong
/// @param then what must come of it
public record Scenario(String name, String description, Given given, List<Blow> when, Then then) {
    public Scenario {
        when = List.copyOf(when);
    }

    /// Whether the fault can be healed without a human, by declaration.
    public boolean healable() {
        return then.outcome() == Outcome.HEALED;
    }

    /// @param start first moment of the world
    /// @param warmUp how long all is well first
    /// @param lasts how long it goes on after the warm-up
    /// @param load times the usual number of users
    /// @param modes of rules, by id, as a person would set them
    /// @param actions how well the world obeys, by action type
    public record Given(
            Instant start,
            Duration warmUp,
            Duration lasts,
            double load,
            Map<String, RuleMode> modes,
            Map<String, Behaviour> actions) {
        public Given {
            modes = Map.copyOf(modes);
            actions = Map.copyOf(actions);
        }
    }

    /// A fault and its moment: a time after the warm-up, or the first time an action of some type is carried out.
    ///
    /// @param at after the warm-up; null when it waits for an action
    /// @param after action type; null when it has a time
    /// @param fault what happens
    /// @param lasting after which it ends by itself; null for never
    public record Blow(
            @Nullable Duration at,
            @Nullable String after,
            Fault fault,
            @Nullable Duration lasting) {}

    /// @param outcome how it must end
    /// @param detectedWithin an incident must be open this long after the first fault; null when it need not
    /// @param healedWithin users must be well for good this long after the first fault; null when they need not
    /// @param cause service to blame; null when none must be
    /// @param kind of failure; null when it does not matter
    /// @param actions all that may be done
    /// @param incidents how many there may be at most
    /// @param mustNot what would be especially wrong
    public record Then(
            Outcome outcome,
            @Nullable Duration detectedWithin,
            @Nullable Duration healedWithin,
            @Nullable String cause,
            @Nullable FailureKind kind,
            List<Deed> actions,
            int incidents,
            List<Deed> mustNot) {
        public Then {
            actions = List.copyOf(actions);
            mustNot = List.copyOf(mustNot);
        }
    }

    /// Something done to something.
    ///
    /// @param type of the action
    /// @param target service; null for any
    public record Deed(String type, @Nullable String target) {
        public boolean covers(String otherType, String otherTarget) {
            return type.equals(otherType) && (target == null || target.equals(otherTarget));
        }

        @Override
        public String toString() {
            return type + " on " + (target == null ? "anything" : target);
        }
    }
}
