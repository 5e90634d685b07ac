package nightshift.understand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nightshift.fact.telemetry.Patience;
import nightshift.understand.detect.DetectorConfig;
import nightshift.understand.incident.IncidentConfig;
import nightshift.understand.incident.OpeningConfig;
import nightshift.understand.objective.Objective;
import nightshift.understand.objective.ObjectiveConfig;
import nightshift.understand.threshold.BreachConfig;
import nightshift.understand.version.RegressionConfig;
import org.junit.jupiter.api.Test;

class UnderstandConfigTest {
    @Test
    void defaultsAreTheseAndChangeOnlyOnPurpose() {
        // Then
        assertThat(UnderstandConfig.defaults())
                .isEqualTo(new UnderstandConfig(
                        new Patience(3, Duration.ofSeconds(30)),
                        Duration.ofHours(2),
                        new DetectorConfig(50_000, 64, Duration.ofHours(6), 10, Duration.ofMinutes(20)),
                        new BreachConfig(new Patience(3, Duration.ofSeconds(30)), 0.75, 3),
                        new ObjectiveConfig(
                                List.of(),
                                new Objective(0.995, Optional.empty()),
                                new Patience(2, Duration.ofSeconds(30)),
                                new ObjectiveConfig.Gross(0.1, 20, 4, 9)),
                        new RegressionConfig(
                                new Patience(6, Duration.ofMinutes(15)),
                                new Patience(3, Duration.ofMinutes(2)),
                                new Patience(9, Duration.ofMinutes(30)),
                                new Patience(1, Duration.ofMinutes(1)),
                                1e-4),
                        new IncidentConfig(
                                new OpeningConfig(
                                        new Patience(2, Duration.ofSeconds(30)),
                                        new Patience(2, Duration.ofSeconds(90)),
                                        new Patience(2, Duration.ofMinutes(5)),
                                        new Patience(2, Duration.ofSeconds(40)),
                                        new Patience(3, Duration.ofMinutes(5)),
                                        new Patience(2, Duration.ofMinutes(10)),
                                        4,
                                        20,
                                        0.45,
                                        0.95),
                                new Patience(1, Duration.ofSeconds(60)),
                                Duration.ofMinutes(30),
                                Duration.ofHours(1),
                                new IncidentConfig.Turned(5, Duration.ofMinutes(2)))));
    }

    @Test
    void aShareOfAHalfIsNoMostOfTheTime() {
        // Given
        Patience silent = new Patience(3, Duration.ofSeconds(30));
        // Then
        assertThatThrownBy(() -> new BreachConfig(silent, 0.5, 3)).hasMessageContaining("above 0.5");
        assertThat(new BreachConfig(silent, 0.51, 3).share()).isEqualTo(0.51);
    }
}
