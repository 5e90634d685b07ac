package nightshift.simulate.world.run;

import org.jspecify.annotations.Nullable;

/// What would become of an order.
public sealed interface Planned {
    /// One sentence for people.
    String detail();

    /// It can be done.
    ///
    /// @param inverse the order that would undo it; null when it can't be undone
    record Possible(String detail, @Nullable Order inverse) implements Planned {}

    record Impossible(String detail) implements Planned {}
}
