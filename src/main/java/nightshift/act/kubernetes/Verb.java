package nightshift.act.kubernetes;

import java.util.Optional;
import nightshift.act.kubernetes.api.LiveObject;
import nightshift.act.kubernetes.api.Read;
import nightshift.act.target.Actuator;
import nightshift.fact.Action;

/// One thing that can be done to an object of a cluster: what would be written, and how it shows that it was. It
/// changes nothing itself.
interface Verb {
    /// As actions name it.
    String type();

    /// As owners name it who allow it, `nightshift.dev/allow`.
    String name();

    /// Empty, or what is wrong with its parameters.
    default Optional<String> validate(Action action) {
        return Optional.empty();
    }

    /// What it is about, as it is now.
    Read<Subject> locate(Action action);

    /// What would be written, and whether it may be, by who owns it and by what the plan found.
    Read<Intent> intend(Actuator.Order order, LiveObject live);

    /// Whose owners are asked before what is changed is changed: mostly the same.
    default Read<LiveObject> owned(Actuator.Order order, LiveObject written) {
        return new Read.Found<>(written);
    }

    /// Whether this order, or one that was sent for it before, has changed the object already.
    boolean arrived(Actuator.Order order, LiveObject live);

    /// How far what was written has come.
    Actuator.Answer progress(Actuator.Order order, LiveObject live);

    /// Whether it is done when its object is there no more, or is another of the same name.
    default boolean doneWhenGone() {
        return false;
    }
}
