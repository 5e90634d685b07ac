package nightshift.understand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import nightshift.understand.detect.DetectorConfig;
import nightshift.understand.incident.IncidentConfig;
import nightshift.understand.version.RegressionConfig;
import org.junit.jupiter.api.Test;

class UnderstandConfigTest {
    @Test
    void defaultsAreTheseAndChangeOnlyOnPurpose() {
        // Then
        assertThat(UnderstandConfig.defaults())
                .isEqualTo(new UnderstandConfig(
                        Duration.ofSeconds(30),
                        Duration.ofHours(2),
                        new DetectorConfig(
                                50_000, 64, Duration.ofMinutes(30), Duration.ofMinutes(3), Duration.ofMinutes(20)),
                        new RegressionConfig(
                                Duration.ofMinutes(15),
                                Duration.ofMinutes(2),
                                Duration.ofMinutes(30),
                                Duration.ofMinutes(1),
                                1e-4),
                        new IncidentConfig(3, 6, Duration.ofSeconds(30), Duration.ofMinutes(30))));
    }

    @Test
    void incidentsThatNeedNoWindowAtAllAreRefused() {
        // Then
        assertThatThrownBy(() -> new IncidentConfig(0, 6, Duration.ofSeconds(30), Duration.ofMinutes(30)))
                .hasMessageContaining("at least 1")
                .hasMessageContaining("got 0 and 6");
    }
}
