package nightshift.simulate.world.chance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineTest {
    private final Line line = new Line();

    @Test
    void whoCameFirstIsServedFirst() {
        // Given
        line.join(10, 3);
        line.join(12, 5);

        // When
        int taken = line.take(4, 15);

        // Then
        assertThat(taken).isEqualTo(4);
        assertThat(line.ages()).isEqualTo(3 * 5 + 3);
        assertThat(line.count()).isEqualTo(4);
        assertThat(line.oldest(15)).isEqualTo(3);
    }

    @Test
    void whoWaitedTooLongLeaves() {
        // Given
        for (int second = 0; second < 40; second++) {
            line.join(second, 2);
        }

        // When
        int gone = line.expire(10, 40);

        // Then
        assertThat(gone).isEqualTo(62);
        assertThat(line.count()).isEqualTo(18);
        assertThat(line.countOf(31)).isEqualTo(2);
        assertThat(line.countOf(30)).isZero();
    }

    @Test
    void takingOverAnotherLineKeepsTheOrder() {
        // Given
        Line other = new Line();
        line.join(1, 1);
        line.join(5, 1);
        other.join(2, 7);

        // When
        line.takeOver(other);

        // Then
        assertThat(other.count()).isZero();
        assertThat(line.take(8, 5)).isEqualTo(8);
        assertThat(line.ages()).isEqualTo(4 + 7 * 3);
        assertThat(line.oldest(6)).isEqualTo(1);
    }
}
