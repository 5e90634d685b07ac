package nightshift.api.view;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Some items and where to go on.
public record PageView<T>(
        List<T> items,

        @Schema(description = "pass it as `cursor` for the next page; null on the last") @Nullable
        String next) {}
