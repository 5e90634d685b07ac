package nightshift.fact;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import nightshift.fact.telemetry.EntityId;
import org.jspecify.annotations.Nullable;

/// What is not known at present: that nothing was found is good news only where one could have seen it.
///
/// @param learning services that can't be judged wholly yet
/// @param silent services that no longer say anything of their own while most others do, each with the end of its
///     last window; empty while all are silent together
/// @param silentSince since when nothing is sent at all; null while something is, and before the first
public record Knowledge(
        List<Learning> learning,
        Map<EntityId, Instant> silent,
        @Nullable Instant silentSince) {
    /// Nothing is missing that is known of.
    public static final Knowledge WHOLE = new Knowledge(List.of(), Map.of(), null);

    public Knowledge {
        learning = List.copyOf(learning);
        silent = Map.copyOf(silent);
    }

    /// A service whose normal is still being learned.
    ///
    /// @param service which
    /// @param sentence what can't be told yet, and why
    /// @param windows that were seen
    /// @param needed until it is known
    public record Learning(EntityId service, String sentence, int windows, int needed) {}
}
