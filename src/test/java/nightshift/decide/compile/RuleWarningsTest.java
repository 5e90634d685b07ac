package nightshift.decide.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import nightshift.fact.decision.RuleProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a rule file may say and what would come to nothing here: told with its line, and no reason to refuse it.
class RuleWarningsTest {
    private static final Set<String> TAKEN = Set.of("escalate", "pool.recycle", "workload.scale", "workload.rollback");
    private static final Set<String> SENT = Set.of("db.client.operation.duration");
    private static final RuleWarnings KNOWN = new RuleWarnings(TAKEN::contains, SENT::contains);

    @TempDir
    private Path folder;

    @Test
    void whatIsThereIsNotWarnedOf() {
        assertThat(warnings("signal == \"db.client.operation.duration\"", "\"pool.recycle\").on($a.entity())"))
                .isEmpty();
    }

    @Test
    void anActionThatNoTargetTakesIsNamedWithItsLine() {
        assertThat(warnings("rising()", "\"pool.recyle\").on($a.entity())"))
                .singleElement()
                .satisfies(warning -> {
                    assertThat(warning.text()).startsWith("healing/a.drl:6: rule \"A\": ");
                    assertThat(warning.message()).isEqualTo("no configured target takes 'pool.recyle'");
                    assertThat(warning.hint()).contains("nightshift.targets");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "signal == \"db.client.operation.duratoin\"",
                "signal in (\"db.client.operation.duration\", \"db.client.operation.duratoin\")"
            })
    void aSignalThatNobodyKnowsIsNamedWithItsLine(String condition) {
        assertThat(warnings(condition, "\"pool.recycle\").on($a.entity())"))
                .singleElement()
                .satisfies(warning -> {
                    assertThat(warning.line()).isEqualTo(4);
                    assertThat(warning.message()).contains("'db.client.operation.duratoin'");
                    assertThat(warning.hint()).contains("/signals/unmapped");
                });
    }

    @ParameterizedTest
    @CsvSource({"workload.scale, by", "workload.scale, to", "workload.rollback, to"})
    void aParameterThatIsGivenIsNotMissed(String type, String parameter) {
        assertThat(warnings("rising()", "\"" + type + "\").on($a.entity()).with(\"" + parameter + "\", \"1\")"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"workload.scale, by", "workload.rollback, to", "escalate, summary"})
    void aMissingParameterIsNamedWithItsLine(String type, String example) {
        assertThat(warnings("rising()", "\"" + type + "\").on($a.entity()).with(\"reason\", \"1\")"))
                .singleElement()
                .satisfies(warning -> {
                    assertThat(warning.line()).isEqualTo(6);
                    assertThat(warning.message())
                            .contains("'" + type + "' without its parameter")
                            .contains(example);
                    assertThat(warning.hint()).isEqualTo("add .with(\"" + example + "\", ...)");
                });
    }

    private List<RuleProblem> warnings(String condition, String proposal) {
        new RuleFolder(folder).healing("a.drl", """
                rule "A"
                    @id("a")
                when
                    $a : Anomaly( %s )
                then
                    insert( propose(%s.because($a) );
                end
                """.formatted(condition, proposal));
        RuleCheck.Report report = RuleCheck.check(folder, KNOWN);
        assertThat(report.problems()).isEmpty();
        return report.warnings();
    }
}
