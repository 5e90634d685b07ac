package nightshift.fact.decision;

import java.time.Instant;
import java.util.Optional;
import nightshift.fact.Action;
import org.jspecify.annotations.Nullable;

/// What a dry run said of an action while a person was asked for it: what they see before they say yes.
///
/// @param possible whether it could be done then
/// @param effect one sentence of the target: what would happen, or why it can't
/// @param inverse what would undo it; null when it can't be undone
/// @param at when it was asked
/// @param until when an answer still counts
public record Planned(
        boolean possible, String effect, @Nullable Action inverse, Instant at, Instant until) {
    /// Whether a later dry run says the same as a person saw.
    public boolean same(String laterEffect, Optional<Action> laterInverse) {
        return possible
                && effect.equals(laterEffect)
                && Optional.ofNullable(inverse).equals(laterInverse);
    }
}
