package nightshift.simulate.world.chance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.ToDoubleFunction;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiceTest {
    private static final int DRAWS = 40_000;

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 4, 23, 25, 300})
    void poissonHasItsMeanAsItsVariance(double mean) {
        // When
        double[] moments = moments(dice -> dice.poisson(mean));

        // Then
        assertThat(moments[0]).isCloseTo(mean, Percentage.withPercentage(3));
        assertThat(moments[1]).isCloseTo(mean, Percentage.withPercentage(5));
    }

    @ParameterizedTest
    @CsvSource({"10, 0.2", "10, 0.9", "1000, 0.01", "400, 0.5"})
    void binomialHasItsMoments(int trials, double share) {
        // When
        double[] moments = moments(dice -> dice.binomial(trials, share));

        // Then
        assertThat(moments[0]).isCloseTo(trials * share, Percentage.withPercentage(3));
        assertThat(moments[1]).isCloseTo(trials * share * (1 - share), Percentage.withPercentage(5));
    }

    @Test
    void aStreamDependsOnNothingButItsKey() {
        // Given
        Dice dice = new Dice(3);
        long first = dice.at(Dice.Purpose.LOAD, 4, 5).bits();

        // When
        dice.at(Dice.Purpose.USERS, 4, 5).poisson(100);

        // Then
        assertThat(dice.at(Dice.Purpose.LOAD, 4, 5).bits()).isEqualTo(first);
        assertThat(dice.at(Dice.Purpose.LOAD, 4, 6).bits()).isNotEqualTo(first);
        assertThat(new Dice(4).at(Dice.Purpose.LOAD, 4, 5).bits()).isNotEqualTo(first);
    }

    private static double[] moments(ToDoubleFunction<Dice> draw) {
        Dice dice = new Dice(1);
        double sum = 0;
        double squares = 0;
        for (int second = 0; second < DRAWS; second++) {
            double value = draw.applyAsDouble(dice.at(Dice.Purpose.LOAD, 0, second));
            sum += value;
            squares += value * value;
        }
        double mean = sum / DRAWS;
        return new double[] {mean, squares / DRAWS - mean * mean};
    }
}
