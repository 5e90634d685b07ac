package nightshift.api.overview;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import nightshift.api.view.EntityView;
import nightshift.api.view.MuteView;
import nightshift.api.view.WatchView;
import nightshift.api.view.Words;
import nightshift.fact.ForecasterStatus;
import nightshift.fact.Knowledge;
import nightshift.fact.telemetry.IntakeStatus;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// How things are right now, at a glance.
@Schema(name = "Status", description = "How things are right now, at a glance")
public record StatusView(
        @Schema(description = "this Nightshift's time") Instant now,

        @Schema(
                description =
                        "listening (no telemetry yet), blind (telemetry stopped as a whole), learning (nothing found, and not"
                                + " all can be judged yet), quiet, partly_watched (quiet as far as it sees), refusing (some of"
                                + " what is sent finds no room), dropping (some of what was taken in is let go of), rules_aside"
                                + " (quiet, and some rules are not run any more), investigating,"
                                + " healing, awaiting_approval, needs_human, paused, muted (a person has muted what else"
                                + " would be acted on) or not_ready")
        @Words(StatusState.class)
        String state,

        @Schema(description = "the state in one line", examples = "Healing: cart is slow")
        String headline,

        boolean paused,
        boolean ready,

        @Schema(description = "one sentence each for what is not as it should be")
        List<String> reasons,

        int openIncidents,

        @Schema(description = "that nobody has muted") int approvalsWaiting,

        @Schema(description = "what is muted now, oldest first")
        List<MuteView> mutes,

        @Schema(description = "null before the first turn") @Nullable
        ForecasterView forecaster,

        IntakeView intake,

        @Schema(description = "whether the cluster's API server can be followed; null where none is") @Nullable
        WatchView cluster,

        @Schema(description = "services that can't be judged wholly yet, the first 20 of them")
        List<LearningView> learning,

        @Schema(description = "how many services can't be judged wholly yet")
        int learningServices,

        @Schema(description = "how many services send nothing of their own any more while most others do")
        int silentServices,

        @Schema(description = "since when nothing is sent; null while something is, and before the first") @Nullable
        Instant silentSince,

        @Schema(description = "healing rules and policies that are live")
        int rules,

        int ruleProblems,

        @Schema(
                description = "the last link of the chain over all journalled events: kept elsewhere it proves, with"
                        + " `nightshift journal verify --head`, that nothing before it was changed or taken away; empty"
                        + " before the first event")
        String journalHead,

        @Schema(description = "what the journal takes on disk, without room that was freed and is used again")
        long journalBytes,

        @Schema(description = "when the first event was that is kept still; null before the first") @Nullable
        Instant journalSince) {

    /// Which forecaster is at work.
    @Schema(name = "Forecaster", description = "Which forecaster is at work")
    public record ForecasterView(
            @Schema(description = "pytorch or statistical") String name,
            String version,

            @Schema(description = "true when the fallback stands in for a missing or broken model")
            boolean degraded,

            String reason) {
        public static ForecasterView of(ForecasterStatus status) {
            return new ForecasterView(status.name(), status.version(), status.degraded(), status.reason());
        }
    }

    /// A service that can't be judged wholly yet.
    @Schema(name = "Learning", description = "A service that can't be judged wholly yet")
    public record LearningView(
            EntityView service,

            @Schema(description = "what can't be told, and why")
            String sentence,

            @Schema(description = "windows seen") int windows,

            @Schema(description = "windows until it is known")
            int needed) {
        public static LearningView of(Knowledge.Learning learning) {
            return new LearningView(
                    EntityView.of(learning.service()), learning.sentence(), learning.windows(), learning.needed());
        }
    }

    /// What came in and what was dropped since the start.
    @Schema(name = "Intake", description = "What came in and what was dropped since the start")
    public record IntakeView(
            @Schema(description = "metric points, spans and log records accepted")
            long points,

            @Schema(description = "by reason") Map<String, Long> dropped,
            @Schema(description = "live ones") int series,

            @Schema(description = "live ones that are not watched, for want of room")
            int unwatched,

            @Schema(description = "why something that was sent found no room in the last minutes, by reason")
            Map<String, String> refusing,

            @Schema(description = "why something that was taken in was let go of in the last minutes, by reason")
            Map<String, String> dropping) {
        public static IntakeView of(IntakeStatus status, int unwatched) {
            return new IntakeView(
                    status.points(),
                    status.dropped(),
                    status.series(),
                    unwatched,
                    status.refusing(),
                    status.dropping());
        }
    }
}
