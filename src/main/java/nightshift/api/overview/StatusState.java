package nightshift.api.overview;

/// How things are, in a word: the most urgent that holds.
enum StatusState {
    /// It can't do its work.
    NOT_READY,
    /// A person was called, or no rules are in force.
    NEEDS_HUMAN,
    /// A person has stopped all acting.
    PAUSED,
    /// Something waits for a person's answer.
    AWAITING_APPROVAL,
    /// Something is wrong and nothing is being done about it yet.
    INVESTIGATING,
    /// Something is wrong and something is being done about it.
    HEALING,
    /// Something is not acted on, and nobody woken for it, because people said so.
    MUTED,
    /// Telemetry stopped as a whole, or the clock was set back.
    BLIND,
    /// Some of what is sent finds no room.
    REFUSING,
    /// Some of what was taken in is let go of.
    DROPPING,
    /// Quiet as far as it sees.
    PARTLY_WATCHED,
    /// Quiet, and some rules are set aside: what they are for would wait for a person.
    RULES_ASIDE,
    /// No telemetry yet.
    LISTENING,
    /// Nothing found, and not all can be judged yet.
    LEARNING,
    /// Nothing is wrong.
    QUIET
}
