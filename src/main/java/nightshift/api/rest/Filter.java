package nightshift.api.rest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Supplier;
import nightshift.api.view.Word;
import nightshift.fact.telemetry.EntityId;
import org.jspecify.annotations.Nullable;

/// Reads query parameters; what can't be read is answered with what was expected.
final class Filter {
    private static final int USUAL = 50;
    static final int MOST = 500;

    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("+10000-01-01T00:00:00Z");

    private Filter() {}

    static <E extends Enum<E>> @Nullable E word(String name, @Nullable String value, Class<E> type) {
        if (value == null || value.isBlank()) {
            return null;
        }
        return Word.parse(type, value)
                .orElseThrow(
                        () -> ProblemException.invalid(name, "one of " + Word.all(type) + ", got '" + value + "'"));
    }

    static @Nullable Instant time(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            return time(value);
        } catch (DateTimeException unreadable) {
            throw ProblemException.invalid(
                    name, "a time as RFC 3339 writes it, such as 2026-01-31T03:00:00Z, got '" + value + "'");
        }
    }

    /// A time as RFC 3339 writes it, whose years have four digits; the journal can't count to all others.
    ///
    /// @throws DateTimeException when it is none
    static Instant time(String text) {
        OffsetDateTime time = OffsetDateTime.parse(text);
        if (!written(time.toInstant())) {
            throw new DateTimeException("a year of RFC 3339 has four digits");
        }
        return time.toInstant();
    }

    /// Whether RFC 3339 can write it in UTC.
    static boolean written(Instant time) {
        return !time.isBefore(EARLIEST) && time.isBefore(LATEST);
    }

    static @Nullable EntityId entity(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            return EntityId.parse(value);
        } catch (IllegalArgumentException unreadable) {
            throw ProblemException.invalid(name, "an entity such as service:shop/cart, got '" + value + "'");
        }
    }

    static boolean flag(String name, @Nullable String value) {
        if (value == null || value.isBlank() || value.equals("false")) {
            return false;
        }
        if (value.equals("true")) {
            return true;
        }
        throw ProblemException.invalid(name, "true or false, got '" + value + "'");
    }

    static int limit(@Nullable String value) {
        if (value == null || value.isBlank()) {
            return USUAL;
        }
        try {
            int limit = Integer.parseInt(value);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException unreadable) {
            throw wrongLimit(value);
        }
        throw wrongLimit(value);
    }

    /// Reads a cursor, or runs a query whose only way to refuse its arguments is a cursor that it did not make.
    static <T> T cursor(Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException unreadable) {
            throw ProblemException.invalid("cursor", "what `next` of the page before said");
        }
    }

    private static ProblemException wrongLimit(String value) {
        return ProblemException.invalid("limit", "a number from 1 to " + MOST + ", got '" + value + "'");
    }
}
