package nightshift.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nightshift.app.assembly.Shared;
import nightshift.app.cli.Trials;
import nightshift.simulate.judge.KnownFailures;
import nightshift.simulate.judge.ScenarioResult;
import nightshift.simulate.judge.ScenarioRun;
import nightshift.simulate.judge.Score;
import nightshift.simulate.judge.Scoreboard;
import nightshift.simulate.trial.Candidate;
import nightshift.simulate.trial.Catalogue;
import nightshift.simulate.trial.Scenario;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// Every shipped scenario, once, on the whole product with the shipped rules and models.
@Tag("scenario")
class ScenarioTest {
    private static final int SEEDS = 1;

    @TestFactory
    Stream<DynamicTest> everyScenarioEndsAsItDeclares() {
        // Given
        List<Scenario> scenarios = Catalogue.read(Path.of("scenarios")).scenarios();
        KnownFailures known = KnownFailures.read(KnownFailures.FILE);

        // When
        Score score = play(scenarios);

        // Then
        List<String> actual = score.results().stream()
                .flatMap(one -> KnownFailures.of(one).stream())
                .toList();
        return Stream.concat(
                score.results().stream()
                        .map(result -> dynamicTest(result.scenario().name(), () -> assertNothingNew(known, result))),
                Stream.of(dynamicTest(
                        "the table gets shorter",
                        () -> assertThat(known.vanished("scenario ", actual))
                                .as("no longer fails: take it off the table " + KnownFailures.FILE)
                                .isEmpty())));
    }

    private static Score play(List<Scenario> scenarios) {
        Path models = Path.of("models");
        Candidate candidate = new Candidate(Path.of("rules"), models, Map.of(), true);
        try (Shared shared = Shared.open(models)) {
            return new Scoreboard(new ScenarioRun(new Trials(shared), candidate))
                    .play(scenarios, SEEDS, progress -> {});
        }
    }

    private static void assertNothingNew(KnownFailures known, ScenarioResult result) {
        assertThat(known.unknown(KnownFailures.of(result)))
                .as(() -> result.scenario().description() + "\n"
                        + String.join("\n", result.verdict().failures()) + "\n" + String.join("\n", told(result)))
                .isEmpty();
    }

    private static List<String> told(ScenarioResult result) {
        return result.timeline().stream()
                .map(moment -> moment.at() + " " + moment.source() + " " + moment.text())
                .toList();
    }
}
