package nightshift.understand.detect;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Episode;
import nightshift.fact.telemetry.SeriesKey;
import org.jspecify.annotations.Nullable;

/// The times one series was out of its band, whole: what came back at the same time of day, with the
/// objective kept, is its habit.
///
/// An episode begins with a window outside and ends when three in a row are inside again. Only those that hurt nobody
/// are kept, the last eight, 300 bytes from the first on. Times are seconds since the epoch.
final class DetectorEpisodes {
    /// As many on days of their own make a habit: two may be chance.
    static final int HABIT = 3;

    private static final int KEPT = 8;
    private static final int CALM = 3;
    private static final long DAY = 86_400;
    /// How far from its usual time a habit may begin.
    private static final long NEAR = 900;

    /// @param begin end of its first window outside
    /// @param end end of its last window outside
    /// @param low least value outside
    /// @param high greatest value outside
    private record Outside(long begin, long end, double low, double high) {
        boolean covers(long at, long near) {
            long sinceBegin = Math.floorMod(at - begin + near, DAY);
            return at >= end && sinceBegin <= end - begin + 2 * near;
        }

        long day() {
            return Math.floorDiv(begin, DAY);
        }
    }

    private final @Nullable Outside[] kept = new Outside[KEPT];
    private int next;
    private int count;
    /// Whether the newest is not told yet.
    private boolean untold;
    private @Nullable Outside now;
    private boolean harmless;
    private int calm;

    /// What a window made of the episode.
    enum Course {
        /// There is none, or it goes on.
        GOING_ON,
        /// It is over and hurt nobody.
        ENDED_WELL,
        /// It is over.
        ENDED
    }

    /// Takes in a window.
    ///
    /// @param outside of the band that the series has without its habits
    /// @param well whether the objective was kept meanwhile
    Course observe(long end, double value, boolean outside, boolean well) {
        if (outside) {
            harmless = well && (now == null || harmless);
            now = now == null
                    ? new Outside(end, end, value, value)
                    : new Outside(now.begin(), end, Math.min(now.low(), value), Math.max(now.high(), value));
            calm = 0;
            return Course.GOING_ON;
        }
        calm++;
        if (now == null || calm < CALM) {
            return Course.GOING_ON;
        }
        if (harmless && isNew(now)) {
            keep(now);
            untold = true;
        }
        now = null;
        return harmless ? Course.ENDED_WELL : Course.ENDED;
    }

    private void keep(Outside episode) {
        kept[next] = episode;
        next = (next + 1) % KEPT;
        count++;
    }

    /// What is taken in again after a start may be known already.
    private boolean isNew(Outside episode) {
        return Arrays.stream(kept)
                .noneMatch(known -> known != null && known.begin() <= episode.end() && known.end() >= episode.begin());
    }

    /// Those that an earlier process kept, the oldest first.
    void recall(List<Episode> known) {
        known.forEach(each ->
                keep(new Outside(each.begin().getEpochSecond(), each.end().getEpochSecond(), each.low(), each.high())));
    }

    /// The last one that hurt nobody, once.
    @Nullable
    Episode told(SeriesKey series) {
        Outside newest = kept[Math.floorMod(next - 1, KEPT)];
        if (!untold || newest == null) {
            return null;
        }
        untold = false;
        return new Episode(
                series,
                Instant.ofEpochSecond(newest.begin()),
                Instant.ofEpochSecond(newest.end()),
                newest.low(),
                newest.high());
    }

    /// How many hurt nobody so far.
    int count() {
        return count;
    }

    /// Where the series usually goes at this time; null when that is nowhere out of its band.
    @Nullable
    Band habit(long at, int step) {
        long near = Math.max(NEAR, 2L * step);
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        long lastDay = Long.MIN_VALUE;
        int days = 0;
        boolean today = false;
        boolean several = false;
        int firstWeekday = 0;
        for (int i = 0; i < KEPT; i++) {
            Outside episode = kept[(next + i) % KEPT];
            if (episode != null && episode.covers(at, near)) {
                days += episode.day() == lastDay ? 0 : 1;
                lastDay = episode.day();
                int weekday = weekday(episode.begin());
                firstWeekday = firstWeekday == 0 ? weekday : firstWeekday;
                several |= weekday != firstWeekday;
                today |= weekday == weekday(at);
                low = Math.min(low, episode.low());
                high = Math.max(high, episode.high());
            }
        }
        // what only ever came on Mondays is expected on Mondays
        return days >= HABIT && (several || today) ? new Band(low, (low + high) / 2, high) : null;
    }

    private static int weekday(long at) {
        return Instant.ofEpochSecond(at).atZone(ZoneOffset.UTC).getDayOfWeek().getValue();
    }
}
