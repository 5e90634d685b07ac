package nightshift.api.view;

import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.fact.decision.LocalHours;
import nightshift.fact.decision.Mute;
import nightshift.fact.decision.MuteSchedule;
import nightshift.journal.MuteRecord;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A person's word that something is not to be acted on, and that nobody is to be woken for it.
@Schema(name = "Mute", description = "What is not acted on for a time, and nobody woken for, by a person's word")
public record MuteView(
        String id,

        @Schema(description = "active (it holds), pending (it will hold), expired or lifted")
        String state,

        @Schema(description = "all that it is about, in one line", examples = "service shop/cart, action pool.recycle")
        String what,

        @Schema(description = "name of the target's service; empty for any, as the next two")
        String service,

        @Schema(description = "id of the rule") String rule,
        @Schema(description = "type of the action") String action,
        @Schema(description = "of the target's service") Map<String, String> labels,

        @Schema(description = "when the stretch that holds began, or the next will; null where none will") @Nullable
        Instant from,

        @Schema(description = "when that stretch ends") @Nullable
        Instant until,

        @Schema(description = "from when on it never holds again")
        Instant expires,

        @Schema(description = "the maintenance window that it is; null where it is none") @Nullable
        WindowView window,

        @Schema(description = "who made it") String by,
        String reason,
        @Schema(description = "when it was made") Instant made,

        @Schema(description = "when it was lifted or had expired; null while it stands") @Nullable
        Instant ended) {

    /// Of one that stands.
    public static MuteView of(Mute mute, Instant now) {
        return of(new MuteRecord(mute, null, null), now);
    }

    public static MuteView of(MuteRecord kept, Instant now) {
        Mute mute = kept.mute();
        Optional<MuteSchedule.Span> span = kept.end() == null ? mute.schedule().nextAt(now) : Optional.empty();
        return new MuteView(
                mute.id(),
                state(kept, now),
                mute.matcher().describe(),
                mute.matcher().service(),
                mute.matcher().rule(),
                mute.matcher().action(),
                mute.matcher().labels(),
                span.map(MuteSchedule.Span::from).orElse(null),
                span.map(MuteSchedule.Span::until).orElse(null),
                mute.schedule().expiry(),
                WindowView.of(mute.schedule()),
                mute.principal(),
                mute.reason(),
                mute.at(),
                kept.endedAt());
    }

    private static String state(MuteRecord kept, Instant now) {
        if (kept.end() != null) {
            return Word.of(kept.end());
        }
        if (kept.mute().expired(now)) {
            return Word.of(MuteRecord.End.EXPIRED);
        }
        return kept.mute().active(now) ? "active" : "pending";
    }

    /// Hours by the clock of a place, each week or once.
    @Schema(name = "MaintenanceWindow", description = "Hours by the clock of a place, each week or once")
    public record WindowView(
            @Schema(description = "in English, small letters; empty where it is once")
            List<String> days,

            @Schema(description = "the day of one that is once; null otherwise", examples = "2026-03-29") @Nullable
            String date,

            @Schema(examples = "02:00") String from,

            @Schema(description = "on the next day if that is not later than from", examples = "04:00")
            String to,

            @Schema(description = "of the IANA database", examples = "Europe/Berlin")
            String zone) {
        static @Nullable WindowView of(MuteSchedule schedule) {
            return switch (schedule) {
                case MuteSchedule.Span ignored -> null;
                case MuteSchedule.OnceLocal once -> of(List.of(), once.date().toString(), once.hours());
                case MuteSchedule.Weekly weekly ->
                    of(weekly.days().stream().map(WindowView::word).toList(), null, weekly.hours());
            };
        }

        private static WindowView of(List<String> days, @Nullable String date, LocalHours hours) {
            return new WindowView(
                    days,
                    date,
                    hours.from().toString(),
                    hours.to().toString(),
                    hours.zone().getId());
        }

        private static String word(DayOfWeek day) {
            return Word.of(day);
        }
    }
}
