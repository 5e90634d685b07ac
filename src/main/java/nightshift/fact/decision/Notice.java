package nightshift.fact.decision;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What people are told of a decision that waits for one of them, or that they were called for. It is delivered at
/// least once, always by the same id.
///
/// @param id of decision, kind and number, so that none is told twice
/// @param decision id
/// @param kind what it says
/// @param summary one or two sentences
/// @param told when it was written
/// @param delivered when it was taken; null before
public record Notice(
        String id,
        String decision,
        Kind kind,
        String summary,
        Instant told,
        @Nullable Instant delivered) {
    /// What a notice says, in the order of a life.
    public enum Kind {
        /// A person is asked.
        ASKED,
        /// Nobody answered yet.
        REMINDED,
        /// Nobody answered in time: it was not done.
        EXPIRED,
        /// The incident is over for which people were called or asked: an alert of theirs is resolved.
        ENDED
    }

    public Notice deliveredAt(Instant at) {
        return new Notice(id, decision, kind, summary, told, at);
    }
}
