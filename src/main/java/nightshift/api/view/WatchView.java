package nightshift.api.view;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import nightshift.fact.inventory.WatchStatus;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Whether the cluster's API server can be followed.
@Schema(name = "ClusterWatch", description = "Whether the cluster's API server can be followed")
public record WatchView(
        @Schema(
                description = "watching, catching_up (not all is known yet), forbidden (some may not be read),"
                        + " unauthenticated (the token is not accepted), away (no answer; what it said last counts for a"
                        + " while) or stale (what it said last is not used any more)")
        @Words(WatchStatus.State.class)
        String state,

        @Schema(description = "since when it is so") Instant since,

        @Schema(description = "when all that is watched was last known to be as it was shown; null if it never was")
        @Nullable
        Instant heard,

        @Schema(description = "what may not be read") List<String> forbidden,

        @Schema(description = "one sentence; empty while all is well")
        String detail,

        @Schema(
                description =
                        "relists, reconnects, changes, and answers that were refused or did not come, since the start")
        Map<String, Long> counts) {
    public static WatchView of(WatchStatus status) {
        return new WatchView(
                Word.of(status.state()),
                status.since(),
                status.heard(),
                status.forbidden(),
                status.detail(),
                status.counts());
    }
}
