package nightshift.understand.detect.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HistoryDaysTest {
    private static final long MIDNIGHT = 20_000L * 86_400;
    private final HistoryDays days = new HistoryDays();
    private final float[] around = new float[3];

    @Test
    void sameTimeYesterdayIsFound() {
        // Given
        for (long t = 0; t < 2 * 86_400; t += 300) {
            days.add(MIDNIGHT + t, t / 300.0);
        }
        // When
        days.copySameTime(MIDNIGHT + 2 * 86_400 + 3000, 300, 1, around);
        // Then
        for (int i = 0; i < 3; i++) {
            assertThat(around[i]).isCloseTo(288 + 9 + i, within(23 / 508f));
        }
        // When
        days.copySameTime(MIDNIGHT + 2 * 86_400 + 3000, 300, 3, around);
        // Then
        assertThat(around).containsOnly(Float.NaN);
    }

    @Test
    void shortStepsAreMeansOfFiveMinutesInterpolated() {
        // Given
        for (long t = 0; t < 86_400; t += 10) {
            days.add(MIDNIGHT + t, t);
        }
        // When
        days.copySameTime(MIDNIGHT + 86_400 + 7200, 10, 1, around);
        // Then
        assertThat(around[1]).isCloseTo(7200 - 5, within(7200 / 508f));
        assertThat(around[2] - around[1]).isCloseTo(300, within(2 * 7200 / 508f));
    }

    @Test
    void aWeekIsKeptAndNoMore() {
        // Given
        for (int day = 0; day < 12; day++) {
            days.add(MIDNIGHT + day * 86_400L, day);
        }
        // When, Then
        days.copySameTime(MIDNIGHT + 11 * 86_400L, 300, 7, around);
        assertThat(around[1]).isEqualTo(4);
        days.copySameTime(MIDNIGHT + 11 * 86_400L, 300, 8, around);
        assertThat(around[1]).isNaN();
    }

    @Test
    void aQuietNightIsNotBlurredByABusyNoon() {
        // Given
        for (long t = 0; t < 86_400; t += 300) {
            boolean night = t < 6 * 3600;
            days.add(MIDNIGHT + t, night ? 0.5 + 0.1 * (t / 300 % 2) : 10_000 + t);
        }
        // When
        days.copySameTime(MIDNIGHT + 86_400 + 3000, 300, 1, around);
        // Then
        assertThat(around[0]).isCloseTo(0.6f, within(0.001f));
        assertThat(around[1]).isCloseTo(0.5f, within(0.001f));
    }

    @Test
    void timesOfWhichNothingIsKnownStayUnknown() {
        // Given a value each half hour
        for (long t = 0; t < 86_400; t += 1800) {
            days.add(MIDNIGHT + t, t);
        }
        // When
        days.copySameTime(MIDNIGHT + 86_400 + 3600, 300, 1, around);
        // Then
        assertThat(around[1]).isCloseTo(3600, within(7200 / 508f));
        assertThat(around[0]).isNaN();
        assertThat(around[2]).isNaN();
    }

    @Test
    void aPauseOfWeeksForgetsAll() {
        // Given
        days.add(MIDNIGHT, 1);
        days.add(MIDNIGHT + 40 * 86_400L, 2);
        // When
        days.copySameTime(MIDNIGHT + 41 * 86_400L, 300, 1, around);
        // Then
        assertThat(around[1]).isEqualTo(2);
        days.copySameTime(MIDNIGHT + 41 * 86_400L, 300, 7, around);
        assertThat(around[1]).isNaN();
    }
}
