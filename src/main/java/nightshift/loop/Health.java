package nightshift.loop;

import java.util.List;

/// Whether this Nightshift can do its work.
///
/// @param live whether the loop turns; false asks for a restart
/// @param ready whether it can observe, decide and act
/// @param states what keeps it from all that it is there for, each once, the most urgent first
/// @param reasons one sentence each for what is not as it should be; a paused automation or a degraded forecaster is
///     named here and leaves it ready
public record Health(boolean live, boolean ready, List<State> states, List<String> reasons) {
    public Health {
        states = List.copyOf(states);
        reasons = List.copyOf(reasons);
    }

    /// That nothing was found is good news only while none of these holds.
    public enum State {
        /// Something that is to be done waits for a person's answer.
        WAITING,
        /// A person has stopped all acting.
        PAUSED,
        /// A person has muted something: it is not acted on, and nobody is woken for it.
        MUTED,
        /// Nothing is sent any more.
        BLIND,
        /// Some of what is sent finds no room, and its sender is told so.
        REFUSING,
        /// Some of what was taken in is let go of.
        DROPPING,
        /// Some series are not held against their past, or some services are silent.
        PARTLY_WATCHED,
        /// Some rules threw, took too much or held up a turn, and are not run any more.
        RULES_ASIDE,
        /// Some services can't be judged wholly yet.
        LEARNING
    }
}
