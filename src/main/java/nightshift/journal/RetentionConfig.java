package nightshift.journal;

import java.time.Duration;

/// How much of the journal is kept; whichever bound is reached first holds. What open incidents and decisions without
/// an end need stays whatever these say, and so does what is younger than [#YOUNG].
///
/// @param age how long ago an incident closed at most that is kept
/// @param bytes of the file that are in use
public record RetentionConfig(Duration age, long bytes) {
    /// Cool-downs, budgets and what people ordered look back for hours.
    public static final Duration YOUNG = Duration.ofDays(1);

    /// A year, for whoever asks what was changed last year; a hundred decisions a day, with all that is told of
    /// them, take some 200 MB in it.
    public static final RetentionConfig DEFAULT = new RetentionConfig(Duration.ofDays(365), 1L << 30);

    public RetentionConfig {
        if (age.compareTo(YOUNG) < 0 || bytes < 1) {
            throw new IllegalArgumentException(
                    "an age of a day or more, and 1 byte or more, got " + age + " and " + bytes);
        }
    }
}
