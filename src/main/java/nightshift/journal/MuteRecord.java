package nightshift.journal;

import java.time.Instant;
import nightshift.fact.decision.Mute;
import org.jspecify.annotations.Nullable;

/// A mute and what became of it.
///
/// @param endedAt when it was lifted or had expired; null while it stands
/// @param end how it ended; null while it stands
public record MuteRecord(
        Mute mute, @Nullable Instant endedAt, @Nullable End end) {
    /// How a mute ends.
    public enum End {
        LIFTED,
        EXPIRED
    }
}
