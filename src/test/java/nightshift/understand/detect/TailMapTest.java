package nightshift.understand.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class TailMapTest {
    private final TailMap map = new TailMap(new double[] {0.1, 1, 10}, new double[] {1, 0.1, 0.001});

    @Test
    void nodesAreHitAndWhatLiesBetweenIsStraightInLogarithms() {
        assertThat(map.probability(1)).isCloseTo(0.1, within(1e-12));
        assertThat(map.probability(Math.sqrt(10))).isCloseTo(0.01, within(1e-12));
        assertThat(map.probability(0.01)).isEqualTo(1);
    }

    @Test
    void beyondTheLastNodeTheTailGoesOnAsAPower() {
        assertThat(map.probability(100)).isCloseTo(1e-5, within(1e-12));
        assertThat(map.probability(1e12)).isEqualTo(TailMap.RAREST);
    }

    @Test
    void sizeIsTheInverseOfProbability() {
        for (double p : new double[] {0.5, 0.05, 0.004, 1e-4, 1e-6}) {
            assertThat(map.probability(map.size(p))).isCloseTo(p, within(p * 1e-9));
        }
    }

    @Test
    void shippedTailsReachFarEnoughToBeSure() {
        // Given
        TailMaps tails = TailMaps.shipped();
        // Then
        assertThat(tails.fast().probability(3.5)).isLessThan(0.01);
        assertThat(tails.fast().probability(60)).isLessThan(1e-6);
        assertThat(tails.slow().probability(60)).isLessThan(1e-6);
    }

    @Test
    void tableThatDoesNotFallIsRefused() {
        assertThatThrownBy(() -> TailMaps.parse(List.of("p,fast,slow", "1,0.1,0.1", "0.5,1,1", "0.5,2,2")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("node 2");
    }
}
