package nightshift.understand.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import nightshift.understand.detect.DetectorEpisodes.Course;
import org.junit.jupiter.api.Test;

class DetectorEpisodesTest {
    private static final long MONDAY_TEN = Instant.parse("2026-03-02T10:00:00Z").getEpochSecond();
    private static final long DAY = 86_400;

    private final DetectorEpisodes episodes = new DetectorEpisodes();

    @Test
    void whatCameOnThreeMondaysIsExpectedOnMondaysOnly() {
        // When
        for (int week = 0; week < 3; week++) {
            assertThat(episode(MONDAY_TEN + 7 * week * DAY, 5, true)).isEqualTo(Course.ENDED_WELL);
        }
        // Then
        assertThat(episodes.habit(MONDAY_TEN + 21 * DAY, 60)).satisfies(habit -> {
            assertThat(habit.low()).isEqualTo(5);
            assertThat(habit.high()).isEqualTo(5);
        });
        assertThat(episodes.habit(MONDAY_TEN + 22 * DAY, 60)).isNull();
        assertThat(episodes.habit(MONDAY_TEN + 21 * DAY + 7200, 60)).isNull();
    }

    @Test
    void threeTimesInOneMorningAreNoHabit() {
        // When
        for (int time = 0; time < 3; time++) {
            episode(MONDAY_TEN + time * 300, 5, true);
        }
        // Then
        assertThat(episodes.habit(MONDAY_TEN + DAY, 60)).isNull();
        assertThat(episodes.count()).isEqualTo(3);
    }

    @Test
    void whatHurtIsNeverAHabit() {
        // When
        for (int day = 0; day < 5; day++) {
            assertThat(episode(MONDAY_TEN + day * DAY, 5, false)).isEqualTo(Course.ENDED);
        }
        // Then
        assertThat(episodes.habit(MONDAY_TEN + 5 * DAY, 60)).isNull();
        assertThat(episodes.count()).isZero();
    }

    private Course episode(long begin, double value, boolean well) {
        episodes.observe(begin, value, true, well);
        episodes.observe(begin + 60, value, true, true);
        episodes.observe(begin + 120, 1, false, true);
        episodes.observe(begin + 180, 1, false, true);
        return episodes.observe(begin + 240, 1, false, true);
    }
}
