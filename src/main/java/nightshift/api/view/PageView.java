package nightshift.api.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Some items and where to go on.
public record PageView<T>(
        List<T> items,

        @Schema(description = "pass it as `cursor` for the next page; null on the last") @Nullable
        String next,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "how many there are on all pages; absent where nobody counts them")
        @Nullable
        Long total) {
    public PageView(List<T> items, @Nullable String next) {
        this(items, next, null);
    }

    /// The same page, each item shown another way.
    public <V> PageView<V> map(Function<T, V> view) {
        return new PageView<>(items.stream().map(view).toList(), next, total);
    }
}
