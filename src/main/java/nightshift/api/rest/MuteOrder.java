package nightshift.api.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import nightshift.api.view.Problem.FieldProblem;
import nightshift.api.view.Word;
import nightshift.fact.Digest;
import nightshift.fact.decision.LocalHours;
import nightshift.fact.decision.Mute;
import nightshift.fact.decision.MuteLimits;
import nightshift.fact.decision.MuteMatcher;
import nightshift.fact.decision.MuteSchedule;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What somebody asks to be muted: something that it is about, an end, and a reason are a must.
@Schema(description = "What is to be muted: one of service, rule, action, labels, an end, and a reason are a must")
record MuteOrder(
        @Schema(
                description = "name of the target's service, alone or with its namespace; * stands for anything",
                examples = "shop/cart")
        @Nullable
        String service,

        @Schema(description = "id of the rule", examples = "db-pool-recycle") @Nullable
        String rule,

        @Schema(description = "type of the action; escalate is a page", examples = "pool.recycle") @Nullable
        String action,

        @Schema(description = "of the target's service: cluster, namespace") @Nullable
        Map<String, String> labels,

        @Schema(description = "RFC 3339; now if absent") @Nullable
        String from,

        @Schema(description = "RFC 3339; an end, this or the next, is a must but for a window of one date") @Nullable
        String until,

        @Schema(name = "for", description = "how long, such as 30m, 2h, 1d", examples = "2h")
        @JsonProperty("for")
        @Nullable
        String lasting,

        @Schema(description = "hours by the clock of a place") @Nullable
        Window window,

        @Schema(description = "why, in your words") @Nullable
        String reason) {
    private static final int LONGEST = 500;

    /// A maintenance window: each week on some days, or once on a date.
    @Schema(description = "A maintenance window: each week on some days, or once on a date")
    record Window(
            @Schema(description = "in English, such as sunday") @Nullable
            List<String> days,

            @Schema(examples = "2026-03-29") @Nullable String date,
            @Schema(examples = "02:00") @Nullable String from,

            @Schema(description = "on the next day if not later than from", examples = "04:00") @Nullable
            String to,

            @Schema(description = "of the IANA database", examples = "Europe/Berlin") @Nullable
            String zone) {}

    /// The mute, or every field that is wrong.
    ///
    /// @throws ProblemException naming all fields that are wrong
    Mute toMute(String principal, Instant now, MuteLimits limits) {
        List<FieldProblem> errors = new ArrayList<>();
        MuteMatcher matcher = matcher(errors);
        MuteSchedule schedule = window == null ? span(now, errors) : windowed(window, now, errors);
        if (schedule != null) {
            inBounds(schedule, now, limits, errors);
        }
        String why = text(reason);
        if (why.isEmpty() || why.length() > LONGEST) {
            errors.add(new FieldProblem(
                    "reason",
                    "one sentence on why, of at most " + LONGEST + " characters; it is journalled with your name"));
        }
        if (matcher == null || schedule == null || !errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        String content = String.join("\n", matcher.describe(), schedule.describe(), principal, why, now.toString());
        return new Mute(Digest.of(content, 6), matcher, schedule, principal, why, now);
    }

    private @Nullable MuteMatcher matcher(List<FieldProblem> errors) {
        Map<String, String> wanted = labels == null ? Map.of() : labels;
        long longest = Math.max(
                Math.max(text(service).length(), text(rule).length()),
                Math.max(
                        text(action).length(),
                        wanted.values().stream().mapToInt(String::length).max().orElse(0)));
        if (longest > LONGEST) {
            errors.add(new FieldProblem("service", "at most " + LONGEST + " characters, so for rule, action, labels"));
            return null;
        }
        Map<String, String> told = new TreeMap<>();
        for (Map.Entry<String, String> label : wanted.entrySet()) {
            String name = label.getKey();
            if (!MuteMatcher.LABELS.contains(name)) {
                errors.add(new FieldProblem(
                        "labels." + name, "cluster or namespace, '" + name + "' is no label of a service"));
            } else if (text(label.getValue()).isEmpty()) {
                errors.add(new FieldProblem("labels." + name, "a value, * stands for anything"));
            }
            told.put(name, text(label.getValue()));
        }
        if (errors.stream().anyMatch(error -> error.field().startsWith("labels."))) {
            return null;
        }
        try {
            return new MuteMatcher(text(service), text(rule), text(action), told);
        } catch (IllegalArgumentException wrong) {
            errors.add(new FieldProblem("service", "or rule, action, labels: " + wrong.getMessage()));
            return null;
        }
    }

    private @Nullable MuteSchedule span(Instant now, List<FieldProblem> errors) {
        Instant begin = read("from", from, Filter::time, "a time such as 2026-01-31T03:00:00Z", errors);
        Instant begins = begin == null ? now : begin;
        Instant end = end(begins, errors);
        if (end == null) {
            return null;
        }
        if (!begins.isBefore(end)) {
            errors.add(new FieldProblem("until", "a time after " + begins + ", got " + end));
            return null;
        }
        return new MuteSchedule.Span(begins, end);
    }

    private @Nullable Instant end(Instant begins, List<FieldProblem> errors) {
        if (text(until).isEmpty() == text(lasting).isEmpty()) {
            errors.add(new FieldProblem("until", "an end: either until, or for such as 2h"));
            return null;
        }
        if (!text(until).isEmpty()) {
            return read("until", until, Filter::time, "a time such as 2026-01-31T03:00:00Z", errors);
        }
        return read("for", lasting, text -> begins.plus(duration(text)), "a time such as 30m, 2h, 1d", errors);
    }

    private @Nullable MuteSchedule windowed(Window asked, Instant now, List<FieldProblem> errors) {
        LocalTime begin =
                read("window.from", asked.from(), LocalTime::parse, "a time of the day such as 02:00", errors);
        LocalTime end = read("window.to", asked.to(), LocalTime::parse, "a time of the day such as 04:00", errors);
        ZoneId zone = read("window.zone", asked.zone(), MuteOrder::zone, "a zone such as Europe/Berlin or UTC", errors);
        boolean once = !text(asked.date()).isEmpty();
        if (once == (asked.days() != null && !asked.days().isEmpty())) {
            errors.add(new FieldProblem("window.days", "either days, such as sunday, or a date"));
            return null;
        }
        if (begin == null || end == null || zone == null) {
            if (errors.isEmpty()) {
                errors.add(new FieldProblem("window", "from, to and zone"));
            }
            return null;
        }
        LocalHours hours = new LocalHours(begin, end, zone);
        if (once
                && Stream.of(from, until, lasting)
                        .anyMatch(bound -> !text(bound).isEmpty())) {
            errors.add(new FieldProblem("until", "no from, until or for beside the hours of one date"));
            return null;
        }
        return once ? dated(asked, hours, errors) : weekly(asked, hours, now, errors);
    }

    private static @Nullable MuteSchedule dated(Window asked, LocalHours hours, List<FieldProblem> errors) {
        LocalDate date = read("window.date", asked.date(), MuteOrder::date, "a date such as 2026-03-29", errors);
        if (date == null) {
            return null;
        }
        try {
            return new MuteSchedule.OnceLocal(date, hours);
        } catch (IllegalArgumentException skipped) {
            errors.add(new FieldProblem("window", "hours that there are: " + skipped.getMessage()));
            return null;
        }
    }

    private @Nullable MuteSchedule weekly(Window asked, LocalHours hours, Instant now, List<FieldProblem> errors) {
        SortedSet<DayOfWeek> days = new TreeSet<>();
        for (String word : asked.days() == null ? List.<String>of() : asked.days()) {
            Word.parse(DayOfWeek.class, word)
                    .ifPresentOrElse(
                            days::add,
                            () -> errors.add(new FieldProblem(
                                    "window.days", "of " + Word.all(DayOfWeek.class) + ", got '" + word + "'")));
        }
        MuteSchedule within = span(now, errors);
        return within instanceof MuteSchedule.Span(Instant begins, Instant end) && !days.isEmpty()
                ? new MuteSchedule.Weekly(days, hours, begins, end)
                : null;
    }

    private static void inBounds(MuteSchedule schedule, Instant now, MuteLimits limits, List<FieldProblem> errors) {
        Duration most = schedule instanceof MuteSchedule.Weekly ? limits.weekly() : limits.longest();
        if (!schedule.expiry().isAfter(now)) {
            errors.add(new FieldProblem("until", "an end to come, got " + schedule.expiry() + " when it is " + now));
        } else if (schedule.expiry().isAfter(now.plus(most))) {
            errors.add(new FieldProblem(
                    "until",
                    "an end by " + now.plus(most) + " (" + most.toDays() + " days), got " + schedule.expiry()));
        } else if (schedule.nextAt(now).isEmpty()) {
            errors.add(new FieldProblem("until", "an end after the window's first hours, got " + schedule.expiry()));
        }
    }

    private static LocalDate date(String text) {
        LocalDate date = LocalDate.parse(text);
        Filter.time(date + "T00:00:00Z");
        return date;
    }

    private static ZoneId zone(String text) {
        ZoneId zone = ZoneId.of(text);
        if (zone instanceof ZoneOffset || !ZoneId.getAvailableZoneIds().contains(zone.getId())) {
            throw new DateTimeException("no name of a place, whose clocks would be known");
        }
        return zone;
    }

    /// As settings have it: `30m`; or as ISO 8601.
    private static Duration duration(String text) {
        String unit = text.substring(text.length() - 1);
        Duration length = text.matches("\\d{1,6}[smhd]")
                ? Duration.parse("d".equals(unit) ? "P" + text.toUpperCase(Locale.ROOT) : "PT" + text)
                : Duration.parse(text);
        if (!length.isPositive()) {
            throw new DateTimeException("nothing is muted for " + text);
        }
        return length;
    }

    private static <T> @Nullable T read(
            String field,
            @Nullable String value,
            Function<String, T> parse,
            String expected,
            List<FieldProblem> errors) {
        String plain = text(value);
        if (plain.isEmpty()) {
            return null;
        }
        try {
            return parse.apply(plain);
        } catch (DateTimeException | ArithmeticException unreadable) {
            errors.add(new FieldProblem(field, expected + ", got '" + plain + "'"));
            return null;
        }
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }
}
