package nightshift.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class IntakeBenchTest {
    @Test
    void itMeasuresPointsThatAreReallyApplied() {
        // When
        IntakeBench.Result result = new IntakeBench(2).run(Instant.EPOCH.plusSeconds(1_000_000), 5);

        // Then
        assertThat(result.series()).isEqualTo(2000);
        assertThat(result.points()).isEqualTo(10_000);
        assertThat(result.perSecond()).isPositive();
    }
}
