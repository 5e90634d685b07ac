package nightshift.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import nightshift.fact.Incident;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Eighteen minutes of quiet, a restart, and two minutes after it half of a service's requests fail.
/// Whoever keeps what is normal in memory alone is blind then.
class OutageAfterARestartTest {
    @TempDir
    private Path data;

    @Test
    void isSeenWithinAMinute() throws Exception {
        try (FleetOnAPort fleet = new FleetOnAPort(data)) {
            // Given
            try (FleetOnAPort.Running first = fleet.start()) {
                assertThat(first.run(1_080)).isNull();
            }
            fleet.away(10);
            try (FleetOnAPort.Running again = fleet.start()) {
                assertThat(again.run(120)).isNull();

                // When
                fleet.fail("cart");
                Incident seen = again.run(60);

                // Then
                assertThat(seen).isNotNull();
                assertThat(seen.entity().name()).isEqualTo("cart");
            }
        }
    }
}
