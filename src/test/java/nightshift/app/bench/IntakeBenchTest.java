package nightshift.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IntakeBenchTest {
    @ParameterizedTest
    @MethodSource("kinds")
    void itMeasuresPointsThatAreReallyApplied(IntFunction<IntakeBench> kind) {
        // When
        IntakeBench.Result result = kind.apply(2).run(Instant.EPOCH.plusSeconds(1_000_000), 5);

        // Then
        assertThat(result.series()).isEqualTo(2000);
        assertThat(result.points()).isEqualTo(10_000);
        assertThat(result.perSecond()).isPositive();
        assertThat(result.perCpuSecond()).isPositive();
    }

    static Stream<IntFunction<IntakeBench>> kinds() {
        return Stream.of(IntakeBench::ofSums, IntakeBench::ofHistograms);
    }
}
