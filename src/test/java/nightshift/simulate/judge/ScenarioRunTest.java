package nightshift.simulate.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nightshift.simulate.shop.Fault;
import nightshift.simulate.trial.Candidate;
import nightshift.simulate.trial.Moment;
import nightshift.simulate.trial.Outcome;
import nightshift.simulate.trial.Scenario;
import org.junit.jupiter.api.Test;

class ScenarioRunTest {
    private static final Instant START = Instant.parse("2026-03-03T10:00:00Z");
    private static final Candidate CANDIDATE = new Candidate(Path.of("rules"), Path.of("models"), Map.of(), true);

    private final List<SinkTrial> trials = new ArrayList<>();
    private final ScenarioRun run = new ScenarioRun(
            setup -> {
                SinkTrial trial = new SinkTrial(setup);
                trials.add(trial);
                return trial;
            },
            CANDIDATE);

    @Test
    void everyTurnIsTenSecondsAndComesAfterItsTelemetry() {
        // When
        run.play(scenario(List.of()), 1);

        // Then
        SinkTrial trial = trials.getFirst();
        assertThat(trial.steps).hasSize(30);
        assertThat(trial.steps.getFirst()).isEqualTo(START.plusSeconds(15));
        assertThat(trial.steps.getLast()).isEqualTo(START.plusSeconds(305));
        assertThat(trial.exports.get()).isGreaterThanOrEqualTo(60);
    }

    @Test
    void whatIsOpenedIsClosedAndItsDirectoryRemoved() {
        // When
        run.play(scenario(List.of()), 1);

        // Then
        assertThat(trials.getFirst().closed).isTrue();
        assertThat(trials.getFirst().setup.dataDirectory()).doesNotExist();
    }

    @Test
    void whereNothingIsDoneTheWorldIsItsOwnTwin() {
        // Given
        Scenario.Blow leak =
                new Scenario.Blow(Duration.ZERO, null, new Fault.LeakConnections("checkout", 6), Duration.ofMinutes(2));

        // When
        ScenarioResult result = run.play(scenario(List.of(leak)), 1);

        // Then
        assertThat(result.evidence().errorSeconds()).isEqualTo(result.evidence().twinErrorSeconds());
        assertThat(result.evidence().errorSeconds()).isGreaterThan(20);
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.UNTOUCHED);
        assertThat(result.verdict().healedAfter()).isNull();
    }

    @Test
    void aFaultThatEndsByItselfIsSeenToEnd() {
        // Given
        Scenario.Blow noise = new Scenario.Blow(
                Duration.ZERO, null, new Fault.NoisyNeighbour("catalogue", 1, 4), Duration.ofSeconds(40));

        // When
        ScenarioResult result = run.play(scenario(List.of(noise)), 1);

        // Then
        assertThat(result.evidence().wasUnwell()).isTrue();
        assertThat(result.verdict().healedAfter()).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(150));
    }

    @Test
    void theScoreAddsUpAllSeeds() {
        // When
        Score score = new Scoreboard(run).play(List.of(scenario(List.of())), 3, progress -> {});

        // Then
        assertThat(score.summary().runs()).isEqualTo(3);
        assertThat(score.summary().scenarios()).isEqualTo(1);
        assertThat(score.results()).extracting(ScenarioResult::seed).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aDemoWhereNothingIsDoneHealsNothingAndSaysSo() {
        // Given
        Scenario.Blow leak =
                new Scenario.Blow(Duration.ZERO, null, new Fault.LeakConnections("checkout", 6), Duration.ofMinutes(2));
        Scenario scenario = scenario(List.of(leak));
        List<Moment> told = new ArrayList<>();

        // When
        List<Demo.Act> acts;
        try (Demo demo = new Demo(SinkTrial::new, CANDIDATE, scenario.given(), 1, Demo.Pace.FREE, told::add)) {
            acts = demo.play(List.of(scenario));
        }

        // Then
        assertThat(acts).containsExactly(new Demo.Act("quick", Outcome.FAILED, null, null));
        assertThat(told).isNotEmpty();
    }

    private static Scenario scenario(List<Scenario.Blow> when) {
        Scenario.Given given =
                new Scenario.Given(START, Duration.ofMinutes(1), Duration.ofMinutes(4), 1, Map.of(), Map.of());
        Scenario.Then then = new Scenario.Then(Outcome.UNTOUCHED, null, null, null, null, List.of(), 9, List.of());
        return new Scenario("quick", "a quick one", given, when, then);
    }
}
