package nightshift.loop;

import java.time.Duration;

/// How much of the kept past a start takes in. It is bounded by counted work and not by a clock, so
/// that the same past gives the same knowledge.
///
/// @param reach how far back it looks at most: what a day and a week look like needs eight days
/// @param windows of each series that are judged again, where there are so many: below a hundred rows a series is young
/// @param judged rows that are judged again at least, of all series together; about 15 us each
/// @param sampled rows of the days before at most that are only looked at for the time of day; about 0.1 us each
public record RecallConfig(Duration reach, int windows, int judged, int sampled) {
    public static final RecallConfig DEFAULT = new RecallConfig(Duration.ofDays(8), 120, 400_000, 120_000_000);

    public RecallConfig {
        if (!reach.isPositive() || windows < 1 || judged < 1 || sampled < 1) {
            throw new IllegalArgumentException("expected a positive reach and counts of 1 or more, got " + reach + ", "
                    + windows + ", " + judged + ", " + sampled);
        }
    }
}
