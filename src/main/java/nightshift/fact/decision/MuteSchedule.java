package nightshift.fact.decision;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// When a mute holds.
public sealed interface MuteSchedule {
    /// From when on it never holds again.
    Instant expiry();

    /// The stretch that holds at a time, or the next that will; empty when none will.
    Optional<Span> nextAt(Instant now);

    /// One sentence's part, such as `until 2026-03-01T05:00:00Z`.
    String describe();

    /// The stretch that holds at a time.
    default Optional<Span> at(Instant now) {
        return nextAt(now).filter(span -> !now.isBefore(span.from()));
    }

    /// Once, from one moment to another.
    ///
    /// @param from the first
    /// @param until the first after it
    record Span(Instant from, Instant until) implements MuteSchedule {
        public Span {
            if (!from.isBefore(until)) {
                throw new IllegalArgumentException("until must be after from, got " + from + " to " + until);
            }
        }

        @Override
        public Instant expiry() {
            return until;
        }

        @Override
        public Optional<Span> nextAt(Instant now) {
            return now.isBefore(until) ? Optional.of(this) : Optional.empty();
        }

        @Override
        public String describe() {
            return "from " + from + " until " + until;
        }
    }

    /// A maintenance window: once, by the clock of a place.
    ///
    /// @param date the day on which it begins there
    record OnceLocal(LocalDate date, LocalHours hours) implements MuteSchedule {
        public OnceLocal {
            if (hours.on(date).isEmpty()) {
                throw new IllegalArgumentException("clocks skip " + hours.describe() + " on " + date);
            }
        }

        private Span span() {
            return hours.on(date).orElseThrow();
        }

        @Override
        public Instant expiry() {
            return span().until();
        }

        @Override
        public Optional<Span> nextAt(Instant now) {
            return span().nextAt(now);
        }

        @Override
        public String describe() {
            return "on " + date + " from " + hours.describe();
        }
    }

    /// A maintenance window that comes back each week, by the clock of a place.
    ///
    /// @param days on which it begins there
    /// @param from the first moment of all
    /// @param until the first after them
    record Weekly(SortedSet<DayOfWeek> days, LocalHours hours, Instant from, Instant until) implements MuteSchedule {
        /// A stretch that began yesterday may hold; after a week it comes again, after two where clocks skipped it.
        private static final int DAYS = 16;

        public Weekly {
            days = Collections.unmodifiableSortedSet(new TreeSet<>(days));
            if (days.isEmpty() || !from.isBefore(until)) {
                throw new IllegalArgumentException("a weekly window needs a day, and an end after its beginning");
            }
        }

        @Override
        public Instant expiry() {
            return until;
        }

        @Override
        public Optional<Span> nextAt(Instant now) {
            Instant asked = now.isBefore(from) ? from : now;
            LocalDate yesterday = asked.atZone(hours.zone()).toLocalDate().minusDays(1);
            return IntStream.range(0, DAYS)
                    .mapToObj(yesterday::plusDays)
                    .filter(day -> days.contains(day.getDayOfWeek()))
                    .flatMap(day -> hours.on(day).stream())
                    .flatMap(this::within)
                    .filter(span -> asked.isBefore(span.until()))
                    .findFirst();
        }

        private Stream<Span> within(Span span) {
            Instant begin = span.from().isBefore(from) ? from : span.from();
            Instant end = span.until().isAfter(until) ? until : span.until();
            return begin.isBefore(end) ? Stream.of(new Span(begin, end)) : Stream.empty();
        }

        @Override
        public String describe() {
            String names = days.stream()
                    .map(day -> day.name().charAt(0) + day.name().substring(1).toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", "));
            return "every " + names + " from " + hours.describe() + " until " + until;
        }
    }
}
