package nightshift.understand.detect.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HistoryRingTest {
    @Test
    void lastValuesComeOldestFirstAndTheUnknownInFront() {
        // Given
        HistoryRing ring = new HistoryRing(4);
        float[] last = new float[3];
        // When
        ring.add(1);
        ring.add(2);
        ring.copyLast(last);
        // Then
        assertThat(last).containsExactly(Float.NaN, 1, 2);
        // When
        for (int i = 3; i <= 9; i++) {
            ring.add(i);
        }
        ring.copyLast(last);
        // Then
        assertThat(last).containsExactly(7, 8, 9);
        assertThat(ring.size()).isEqualTo(4);
    }
}
