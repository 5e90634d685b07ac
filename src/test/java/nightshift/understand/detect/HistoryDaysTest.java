package nightshift.understand.detect;

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
        assertThat(around).containsExactly(288 + 9, 288 + 10, 288 + 11);
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
        assertThat(around[1]).isCloseTo(7200 - 5, within(1f));
        assertThat(around[2] - around[1]).isCloseTo(300, within(1f));
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
