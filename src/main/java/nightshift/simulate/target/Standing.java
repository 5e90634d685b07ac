package nightshift.simulate.target;

import org.jspecify.annotations.Nullable;

/// How an order stands.
///
/// @param state one of four
/// @param detail one sentence
/// @param inverse null when it can't be undone
record Standing(State state, String detail, @Nullable Inverse inverse) {
    enum State {
        RUNNING,
        SUCCEEDED,
        FAILED,
        CANCELLED
    }
}
