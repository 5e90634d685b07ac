package nightshift.api.rest;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import nightshift.api.view.PageView;
import org.jspecify.annotations.Nullable;

/// Pages of a list that is held in memory. A page ends at an item's key and the next begins after it, so that items
/// that come or go between two requests move no others onto the wrong page.
final class Leafing {
    private Leafing() {}

    /// @param items in any order
    /// @param key tells items apart and orders them as text
    /// @param cursor `next` of the page before; null for the first
    /// @throws ProblemException when the cursor is none of ours
    static <T> PageView<T> page(List<T> items, Function<T, String> key, @Nullable String cursor, int limit) {
        String after = cursor == null || cursor.isBlank() ? "" : read(cursor);
        List<T> rest = items.stream()
                .filter(item -> key.apply(item).compareTo(after) > 0)
                .sorted(Comparator.comparing(key))
                .limit(limit + 1L)
                .toList();
        boolean more = rest.size() > limit;
        List<T> shown = more ? rest.subList(0, limit) : rest;
        return new PageView<>(shown, more ? write(key.apply(shown.getLast())) : null, (long) items.size());
    }

    /// A key under which the greatest number comes first.
    static String falling(long number) {
        return rising(Long.MAX_VALUE - Math.max(0, number));
    }

    /// A key under which the least number, from 0, comes first.
    static String rising(long number) {
        return String.format("%019d", number);
    }

    private static String write(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String read(String cursor) {
        return Filter.cursor(() -> new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
    }
}
