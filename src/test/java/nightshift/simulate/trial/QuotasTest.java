package nightshift.simulate.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class QuotasTest {
    private static final Map<String, Double> SHARES = new TreeMap<>(Map.of("a", 0.5, "b", 0.3, "c", 0.2));

    @Test
    void everyPlaceIsGivenAndTheGreatestRemaindersAreRoundedUp() {
        assertThat(Quotas.counts(SHARES, 7)).isEqualTo(Map.of("a", 4, "b", 2, "c", 1));
    }

    @Test
    void quotasHoldWhereSomePlacesHaveNoChoice() {
        // Given
        List<Set<String>> allowed = List.of(
                Set.of("c"),
                Set.of("a", "b", "c"),
                Set.of("c"),
                Set.of("a", "b"),
                Set.of("a", "b"),
                Set.of("a", "b", "c"),
                Set.of("a", "b", "c"),
                Set.of("a", "b", "c"),
                Set.of("a"),
                Set.of("a", "b", "c"));

        // When
        List<String> dealt = Quotas.deal(SHARES, allowed, new SplittableRandom(3));

        // Then
        assertThat(Collections.frequency(dealt, "a")).isEqualTo(5);
        assertThat(Collections.frequency(dealt, "b")).isEqualTo(3);
        assertThat(Collections.frequency(dealt, "c")).isEqualTo(2);
        assertThat(dealt.get(0)).isEqualTo("c");
    }

    @Test
    void aPlaceThatAllowsNothingIsAnError() {
        assertThatThrownBy(() -> Quotas.deal(SHARES, List.of(Set.of("z")), new SplittableRandom(3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("place 0");
    }

    @Test
    void whatIsDealtEvenlyDiffersByOneAtMost() {
        // When
        List<String> dealt = Quotas.dealEvenly(List.of("a", "b", "c"), 8, new SplittableRandom(3));

        // Then
        assertThat(List.of("a", "b", "c"))
                .allSatisfy(
                        value -> assertThat(Collections.frequency(dealt, value)).isBetween(2, 3));
    }
}
