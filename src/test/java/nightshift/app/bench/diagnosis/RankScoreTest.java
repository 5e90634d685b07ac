package nightshift.app.bench.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RankScoreTest {
    @Test
    void theRankOfTheCauseCounts() {
        // When
        RankScore second = RankScore.of(List.of("a", "b", "c"), List.of("b"));
        // Then
        assertThat(second.first()).isZero();
        assertThat(second.third()).isEqualTo(1);
        assertThat(second.average()).isCloseTo(0.8, within(1e-9));
    }

    @Test
    void ofSeveralCausesEachCountsAsFarAsTheRanksReach() {
        // When
        RankScore one = RankScore.of(List.of("a", "b"), List.of("a", "c"));
        // Then
        assertThat(one.first()).isEqualTo(1);
        assertThat(one.third()).isEqualTo(0.5);
    }

    @Test
    void whatWasNotSeenIsWrong() {
        // When
        RankScore none = RankScore.of(List.of(), List.of("a"));
        // Then
        assertThat(none.average()).isZero();
        assertThat(RankScore.mean(List.of(none, RankScore.of(List.of("a"), List.of("a"))))
                        .first())
                .isEqualTo(0.5);
    }
}
