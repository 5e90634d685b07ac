package nightshift.understand.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import nightshift.understand.version.RegressionConfig;
import org.junit.jupiter.api.Test;

class UnderstandConfigTest {
    @Test
    void defaultsAreTheseAndChangeOnlyOnPurpose() {
        // Then
        assertThat(UnderstandConfig.defaults())
                .isEqualTo(new UnderstandConfig(
                        3,
                        6,
                        Duration.ofSeconds(30),
                        Duration.ofHours(2),
                        Duration.ofMinutes(30),
                        new RegressionConfig(
                                Duration.ofMinutes(15),
                                Duration.ofMinutes(2),
                                Duration.ofMinutes(30),
                                Duration.ofMinutes(1),
                                1e-4)));
    }

    @Test
    void incidentsThatNeedNoWindowAtAllAreRefused() {
        // Given
        UnderstandConfig usual = UnderstandConfig.defaults();
        // Then
        assertThatThrownBy(() -> new UnderstandConfig(
                        0, 6, usual.silentAfter(), usual.changeMemory(), usual.suspicion(), usual.regressions()))
                .hasMessageContaining("at least 1")
                .hasMessageContaining("got 0 and 6");
    }
}
