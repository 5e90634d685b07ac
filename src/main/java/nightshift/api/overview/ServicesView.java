package nightshift.api.overview;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Some services, the worst first, and how many there are.
@Schema(name = "Services", description = "Some services, the worst first, and how many there are")
public record ServicesView(
        List<ServiceView> items,

        @Schema(description = "pass it as `cursor` for the next page; null on the last") @Nullable
        String next,

        @Schema(description = "how many match on all pages") long total,

        @Schema(description = "how many match `q` in each state, the worst first; states of none are left out")
        Map<String, Long> states) {}
