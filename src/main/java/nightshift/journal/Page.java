package nightshift.journal;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Some rows, newest first, and where to go on.
///
/// @param items in order
/// @param next cursor for the next page; null on the last
public record Page<T>(List<T> items, @Nullable String next) {
    public Page {
        items = List.copyOf(items);
    }

    /// Of rows that were asked for with one more than a page has, which tells whether there is another.
    ///
    /// @param limit rows of a page
    /// @param end where a page ends whose last row is this
    static <T> Page<T> of(List<T> found, int limit, Function<T, Cursor> end) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<T> shown = found.subList(0, limit);
        return new Page<>(shown, end.apply(shown.getLast()).text());
    }
}
