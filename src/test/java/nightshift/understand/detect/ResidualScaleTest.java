package nightshift.understand.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ResidualScaleTest {
    private final Random random = new Random(3);
    private final ResidualScale scale = new ResidualScale();

    @Test
    void normalResidualsHaveTheirUpperQuartileAsScale() {
        // When
        for (int i = 0; i < 5000; i++) {
            scale.add(Math.abs(random.nextGaussian()), 0);
        }
        // Then
        assertThat(scale.value(0)).isBetween(1.05, 1.25);
    }

    @Test
    void fewRowsAreExact() {
        // When
        for (double size : new double[] {4, 1, 3, 2}) {
            scale.add(size, 0);
        }
        // Then
        assertThat(scale.value(0)).isEqualTo(3);
    }

    @Test
    void aHundredOutliersInARowMoveItByLessThanAQuarter() {
        // Given
        for (int i = 0; i < 2000; i++) {
            scale.add(Math.abs(random.nextGaussian()), 0);
        }
        double before = scale.value(0);
        // When
        for (int i = 0; i < 100; i++) {
            scale.add(2, 0);
        }
        // Then
        assertThat(scale.value(0)).isBetween(before, 1.25 * before);
    }

    @Test
    void zerosLeaveTheFloorAndBurstsCountByTheirMean() {
        // When
        for (int i = 0; i < 1000; i++) {
            scale.add(i % 10 == 0 ? 5 : 0, 0.1);
        }
        // Then
        assertThat(new ResidualScale().value(0.1)).isEqualTo(0.1);
        assertThat(scale.value(0.1)).isBetween(0.4, 0.6);
    }
}
