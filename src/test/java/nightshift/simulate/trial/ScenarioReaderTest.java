package nightshift.simulate.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import nightshift.simulate.shop.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioReaderTest {
    private static final String GOOD = """
            name: leak
            description: a leak
            given:
              warmUp: 1h2m3s
              actions: {pool.recycle: useless}
            when:
              - at: 10s
                fault: leak-connections
                service: checkout
                perMinute: 5
                for: 2m
            then:
              outcome: healed
              cause: checkout
              actions:
                - {type: pool.recycle, target: checkout}
            """;

    @Test
    void readsWhatIsGivenWhenAndThen() {
        // When
        Scenario scenario = understood(GOOD);

        // Then
        assertThat(scenario.given().warmUp()).isEqualTo(Duration.ofSeconds(3723));
        assertThat(scenario.when().getFirst().fault()).isEqualTo(new Fault.LeakConnections("checkout", 5));
        assertThat(scenario.when().getFirst().lasting()).isEqualTo(Duration.ofMinutes(2));
        assertThat(scenario.healable()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            perMinute: 5     | perMinutes: 5    | 10 | when[0].perMinutes       | unknown field
            service: checkout| service: ghost   | 9  | when[0].service          | got 'ghost'
            fault: leak-conn | fault: leek-conn | 8  | when[0].fault            | noisy-neighbour
            at: 10s          | at: soon         | 7  | when[0].at               | 90s, 20m or 1h30m
            outcome: healed  | outcome: fine    | 13 | then.outcome             | [healed, escalated, untouched, failed]
            warmUp: 1h2m3s   | warmup: 22m      | 4  | given.warmup             | expected one of
            useless          | lazy             | 5  | given.actions.pool.recycle | useless
            type: pool.recycle | type: pool.drain | 16 | then.actions[0].type   | got 'pool.drain'
            name: leak       | name: other      | 1  | name                     | file's name
            perMinute: 5     | perMinute: many  | 10 | when[0].perMinute        | expected a number
            """)
    void saysWhereItIsWrongAndWhatWasExpected(String good, String bad, int line, String field, String expected) {
        // When
        ScenarioProblem problem = notUnderstood(GOOD.replace(good, bad));

        // Then
        assertThat(problem.file()).isEqualTo("leak.yaml");
        assertThat(problem.line()).isEqualTo(line);
        assertThat(problem.field()).isEqualTo(field);
        assertThat(problem.expected()).contains(expected);
    }

    @Test
    void aMissingFieldIsNamed() {
        assertThat(notUnderstood(GOOD.replace("description: a leak\n", "")).message())
                .isEqualTo("leak.yaml:1: description: is missing");
    }

    @Test
    void aFaultNeedsOneMoment() {
        assertThat(notUnderstood(GOOD.replace("at: 10s", "after: pool.recycle\n    at: 10s"))
                        .message())
                .contains("either 'at'");
    }

    @Test
    void whatIsNotYamlIsToldWithItsLine() {
        // When
        ScenarioProblem problem = notUnderstood("name: leak\nwhen: [");

        // Then
        assertThat(problem.message()).startsWith("leak.yaml:").contains("is not YAML");
    }

    @Test
    void everyShippedFileIsUnderstood() {
        // When
        Catalogue catalogue = Catalogue.read(Path.of("scenarios"));

        // Then
        assertThat(catalogue.problems()).isEmpty();
        assertThat(catalogue.scenarios()).hasSizeGreaterThanOrEqualTo(16);
        assertThat(catalogue.scenarios()).allMatch(one -> !one.description().isBlank());
    }

    @Test
    void theSeedScenariosAreThere() {
        Catalogue catalogue = Catalogue.read(Path.of("scenarios"));
        assertThat(List.of("connection-leak", "load-surge", "bad-deployment"))
                .allMatch(name -> catalogue.find(name).isPresent());
    }

    @Test
    void aMissingDirectoryIsAProblem() {
        assertThat(Catalogue.read(Path.of("no-such-directory")).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("no-such-directory"));
    }

    private static Scenario understood(String text) {
        assertThat(ScenarioReader.read("leak.yaml", text)).isInstanceOf(ScenarioReader.Understood.class);
        return ((ScenarioReader.Understood) ScenarioReader.read("leak.yaml", text)).scenario();
    }

    private static ScenarioProblem notUnderstood(String text) {
        assertThat(ScenarioReader.read("leak.yaml", text)).isInstanceOf(ScenarioReader.NotUnderstood.class);
        return ((ScenarioReader.NotUnderstood) ScenarioReader.read("leak.yaml", text)).problem();
    }
}
