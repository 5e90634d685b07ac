package nightshift.journal.database;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Times as the tables hold them: microseconds, of an instant since 1970 in UTC.
public final class Micros {
    private Micros() {}

    public static long of(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    public static long of(Duration length) {
        return length.toNanos() / 1_000;
    }

    public static @Nullable Long ofNullable(@Nullable Instant at) {
        return at == null ? null : of(at);
    }

    public static Duration duration(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }

    public static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
