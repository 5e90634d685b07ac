package nightshift.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import nightshift.api.overview.StatusView;
import nightshift.api.overview.Summary;
import nightshift.loop.Health.State;
import org.junit.jupiter.api.Test;

class HeadlineTest {
    private final NightshiftOnTrial trial = new NightshiftOnTrial();

    @Test
    void itIsNotAllQuietWhileOneOfThreeSaysNothing() {
        // Given
        trial.serves(Duration.ofMinutes(20), "cart", "checkout", "search");
        assertThat(status().state()).isEqualTo("quiet");

        // When
        trial.serves(Duration.ofMinutes(3), "cart", "search");

        // Then
        assertThat(status().state()).isEqualTo("partly_watched");
        assertThat(status().headline()).isEqualTo("Quiet where it looks: checkout sends nothing any more");
        assertThat(status().silentServices()).isEqualTo(1);
        assertThat(trial.nightshift().health().states()).containsExactly(State.PARTLY_WATCHED);
    }

    @Test
    void whoIsStillLearnedIsNamedUpToABoundAndCounted() {
        // Given
        trial.servesMany(30, 3);

        // Then
        assertThat(status().state()).isEqualTo("learning");
        assertThat(status().learning()).hasSize(20);
        assertThat(status().learningServices()).isEqualTo(30);
        assertThat(trial.nightshift().health().states()).containsExactly(State.LEARNING);
    }

    private StatusView status() {
        return Summary.of(trial.nightshift(), trial.nightshift().health());
    }
}
