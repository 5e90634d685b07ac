package nightshift.journal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some rows, newest first, and where to go on.
///
/// @param items in order
/// @param next cursor for the next page; null on the last
public record Page<T>(List<T> items, @Nullable String next) {
    public Page {
        items = List.copyOf(items);
    }
}
