package nightshift.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import nightshift.app.assembly.Shared;
import nightshift.app.assembly.WorldTrial;
import nightshift.app.cli.ScenarioFiles;
import nightshift.app.cli.Trials;
import nightshift.fact.Assessment;
import nightshift.fact.telemetry.Reading;
import nightshift.simulate.judge.Demo;
import nightshift.simulate.trial.Candidate;
import nightshift.simulate.trial.Scenario;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Whether confidence keeps its word in a world of which the detector has seen nothing: on a day when nothing happens.
@Tag("scenario")
class QuietDayTest {
    /// From then on no series is young any more, and confidence is no longer capped.
    private static final int GROWN = 100;

    private static final int TURNS = 300;

    @Test
    void onAQuietDayHighConfidenceIsAtMostThreeTimesAsFrequentAsItSays() {
        // Given
        Scenario quiet = ScenarioFiles.named("quiet-day");
        long rows = 0;
        long aboveNinety = 0;
        long aboveNinetyNine = 0;

        // When
        try (Shared shared = Shared.open(Path.of("models"));
                Demo demo = new Demo(
                        new Trials(shared),
                        new Candidate(Path.of("rules"), Path.of("models"), Map.of(), true),
                        quiet.given(),
                        1,
                        Demo.Pace.FREE,
                        moment -> {})) {
            for (int turn = 0; turn < TURNS; turn++) {
                demo.turn();
                Assessment belief =
                        ((WorldTrial) demo.trial()).nightshift().assessment().orElseThrow();
                for (Reading reading : belief.readings().all()) {
                    if (reading.rows() > GROWN) {
                        rows++;
                        aboveNinety += reading.confidence() > 0.9 ? 1 : 0;
                        aboveNinetyNine += reading.confidence() > 0.99 ? 1 : 0;
                    }
                }
            }
        }

        // Then
        System.out.printf(
                "quiet day: %d rows, above .9 %.4f, above .99 %.5f%n",
                rows, (double) aboveNinety / rows, (double) aboveNinetyNine / rows);
        assertThat(rows).isGreaterThan(50_000);
        assertThat((double) aboveNinety / rows).isBetween(0.001, 0.3);
        assertThat((double) aboveNinetyNine / rows).isBetween(0.0001, 0.03);
    }
}
