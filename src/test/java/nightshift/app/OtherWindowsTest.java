package nightshift.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import nightshift.app.settings.StageConfigs;
import nightshift.fact.Incident;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Somebody set windows of another length than that which all was tuned with.
class OtherWindowsTest {
    @TempDir
    private Path data;

    @ParameterizedTest(name = "windows of {0} s")
    @CsvSource({"5, 2, 60", "60, 5, 240"})
    void anOutageIsSeenOverARestartAndQuietIsQuiet(int window, int lateness, int within) throws Exception {
        StageConfigs usual = StageConfigs.ofWorld(Path.of("rules"));
        StageConfigs other =
                usual.observing(usual.observing().windows(Duration.ofSeconds(window), Duration.ofSeconds(lateness)));
        try (FleetOnAPort fleet = new FleetOnAPort(data, other)) {
            // Given
            try (FleetOnAPort.Running first = fleet.start()) {
                assertThat(first.run(120 * window)).isNull();
            }
            fleet.away(10);
            try (FleetOnAPort.Running again = fleet.start()) {
                assertThat(again.run(12 * window)).isNull();

                // When
                fleet.fail("cart");
                Incident seen = again.run(within);

                // Then
                assertThat(seen).isNotNull();
                assertThat(seen.entity().name()).isEqualTo("cart");
            }
        }
    }
}
