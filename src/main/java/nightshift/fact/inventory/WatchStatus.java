package nightshift.fact.inventory;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whether a cluster's API server can be followed.
///
/// @param state in one word
/// @param since when it is so
/// @param heard when all that is watched was last known to be as it was shown; null if it never was
/// @param forbidden what may not be read, such as `nodes`; what else is watched goes on
/// @param detail one sentence for a person; empty while all is well
/// @param counts since the start, by what is counted: `relists`, `reconnects`, `unauthorized`, `forbidden`, `away`,
///     `changes`
public record WatchStatus(
        State state,
        Instant since,
        @Nullable Instant heard,
        List<String> forbidden,
        String detail,
        Map<String, Long> counts) {
    public WatchStatus {
        requireNonNull(state, "state");
        requireNonNull(since, "since");
        requireNonNull(detail, "detail");
        forbidden = List.copyOf(forbidden);
        counts = Map.copyOf(counts);
    }

    /// What is the matter.
    public enum State {
        /// All that may be read is known, and followed.
        WATCHING,
        /// It answers, and not all is known yet.
        CATCHING_UP,
        /// Some of it may not be read; the rest is followed.
        FORBIDDEN,
        /// It does not know who asks: a token is wrong or has expired.
        UNAUTHENTICATED,
        /// It does not answer. What it said last counts for a while.
        AWAY,
        /// What it said last is too old to be believed, and is not used any more.
        STALE
    }

    /// Whether what was shown last is believed.
    public boolean believed() {
        return state != State.STALE;
    }
}
