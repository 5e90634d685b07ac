package nightshift.journal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Times as the tables hold them: microseconds since 1970 in UTC.
final class Micros {
    private Micros() {}

    static long of(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    static @Nullable Long ofNullable(@Nullable Instant at) {
        return at == null ? null : of(at);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    static @Nullable Instant nullableInstant(@Nullable Long micros) {
        return micros == null ? null : instant(micros);
    }
}
