package nightshift.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Made rules, a hundred of each of three seeds: each is refused with a word, or does no harm.
class HostileRulesBenchTest {
    private static final int RULES = 100;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noHostileRuleGetsThroughAndMostAreRefused(long seed) {
        // When
        HostileRulesBench.Figures figures = HostileRulesBench.run(seed, RULES);

        // Then
        assertThat(figures.escaped()).isEmpty();
        assertThat(figures.refused() + figures.harmless() + figures.setAside()).isEqualTo(RULES);
        assertThat(figures.refused()).isGreaterThan(RULES / 2);
    }

    @Test
    void theSameSeedMakesTheSameRulesAndHardlyAnyTwice() {
        // Given
        Set<String> made = new HashSet<>();

        // When
        for (int number = 0; number < RULES; number++) {
            made.add(HostileRules.make(1, number));
            assertThat(HostileRules.make(1, number)).isEqualTo(HostileRules.make(1, number));
        }

        // Then
        assertThat(made).hasSizeGreaterThan(RULES * 9 / 10);
    }
}
