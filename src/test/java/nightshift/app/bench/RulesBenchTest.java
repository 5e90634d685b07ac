package nightshift.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// That it measures what it says it does; not how long that takes.
class RulesBenchTest {
    @Test
    void theRulesThatAreMeasuredDecideOnWhatTheIncidentsShow() {
        // When
        RulesBench.Figure figure = new RulesBench(Path.of("rules")).run(60, 1, 2);
        // Then
        assertThat(figure.decisions()).isPositive();
        assertThat(figure.text()).contains("60 anomalies", "1 open incidents");
    }

    @Test
    void theStormThatIsMeasuredTakesHoldOfAllServices() {
        // When
        StormBench.Figure figure = StormBench.run(16);
        // Then
        assertThat(figure.incidents()).isPositive();
        assertThat(figure.symptomatic()).isEqualTo(16);
        assertThat(figure.openingProcessorMillis()).isPositive();
    }
}
