package nightshift.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import nightshift.fact.Incident;
import nightshift.understand.objective.Objective;
import nightshift.understand.objective.ObjectiveConfig.Promise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the owners of a service wrote on it, from a real port to an incident. All answer within 30 ms from the start.
class WrittenObjectivesTest {
    private static final int SOON = 120;

    @TempDir
    private Path data;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nightshift.dev/objective.latency",
                "k8s.pod.annotation.nightshift.dev/objective.latency",
                "k8s.deployment.annotations.nightshift.dev/objective.latency"
            })
    void slowerThanIsWrittenOnTheServiceIsAnIncidentFromTheFirstMinutesOn(String attribute) throws Exception {
        try (FleetOnAPort fleet = new FleetOnAPort(data)) {
            // Given
            fleet.write("stock", attribute, "20ms");
            fleet.write("mail", attribute, "40ms");
            fleet.write("front", attribute, "soon");
            try (FleetOnAPort.Running running = fleet.start()) {
                // When
                Incident seen = running.run(SOON);

                // Then
                assertThat(seen).isNotNull();
                assertThat(seen.entity().name()).isEqualTo("stock");
                assertThat(running.dropped()).containsEntry("unreadable_objective", 1L);
            }
        }
    }

    @Test
    void settingsThatNameTheServiceWinOverWhatIsWrittenOnIt() throws Exception {
        try (FleetOnAPort fleet = new FleetOnAPort(data)) {
            // Given
            fleet.write("stock", "nightshift.dev/objective.latency", "20ms");
            try (FleetOnAPort.Running running = fleet.start(promise("stock", 40))) {

                // Then
                assertThat(running.run(SOON)).isNull();
            }
        }
    }

    @Test
    void whatIsWrittenOnAServiceWinsOverSettingsForAll() throws Exception {
        try (FleetOnAPort fleet = new FleetOnAPort(data)) {
            // Given
            fleet.write("stock", "nightshift.dev/objective.latency", "20ms");
            try (FleetOnAPort.Running running = fleet.start(promise("*", 40))) {

                // Then
                assertThat(running.run(SOON)).isNotNull();
            }
        }
    }

    private static Promise promise(String services, int millis) {
        return new Promise(services, new Objective(0.995, Optional.of(Duration.ofMillis(millis))));
    }
}
