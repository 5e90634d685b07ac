package nightshift.decide;

import static nightshift.decide.Scene.CPU;
import static nightshift.decide.Scene.DURATION;
import static nightshift.decide.Scene.NOON;
import static nightshift.decide.Scene.belief;
import static nightshift.decide.Scene.strained;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nightshift.decide.compile.RuleCompiler;
import nightshift.decide.compile.RuleFolder;
import nightshift.decide.decision.DecisionConfig;
import nightshift.decide.decision.SafetyNet;
import nightshift.fact.Incident;
import nightshift.fact.Severity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How rules ask for the severity of an incident, in the words of today and in those of before.
@Tag("rules")
class SeverityInRulesTest {
    private static final RuleCompiler COMPILER = new RuleCompiler();

    @TempDir
    private Path directory;

    @AfterAll
    static void close() {
        COMPILER.close();
    }

    @Test
    void aRuleAsksForItByItsName() {
        assertThat(fires("severity.name() == \"LOW\"", CPU)).isTrue();
        assertThat(fires("severity.name() == \"LOW\"", DURATION)).isFalse();
        assertThat(fires("severity.name() == \"HIGH\"", CPU)).isFalse();
        assertThat(fires("severity.name() == \"HIGH\"", DURATION)).isTrue();
    }

    @Test
    void aFileOfBeforeMeansTheSame() {
        assertThat(fires("felt()", DURATION)).isTrue();
        assertThat(fires("felt()", CPU)).isFalse();
    }

    @Test
    void aPersonIsWokenForOneThatUsersFeelEvenWithoutRules() {
        // Given
        Instant before = NOON.minus(Duration.ofMinutes(20));
        SafetyNet net = new SafetyNet(DecisionConfig.defaults());
        Incident felt = strained(DURATION, before);
        Incident low = strained(CPU, before);

        // When, Then
        assertThat(felt.severity()).isEqualTo(Severity.HIGH);
        assertThat(net.due(belief(List.of(felt)), List.of()))
                .singleElement()
                .satisfies(page -> assertThat(page.action().parameters().get("summary"))
                        .contains("nothing that helps was done for 20\u00a0min"));
        assertThat(low.severity()).isEqualTo(Severity.LOW);
        assertThat(net.due(belief(List.of(low)), List.of())).isEmpty();
    }

    private boolean fires(String constraint, String symptom) {
        RuleFolder folder = new RuleFolder(directory).healing("a.drl", """
                rule "Restart what is of that severity"
                    @id("by-severity") @mode("auto")
                when
                    $incident : Incident( open(), %s )
                then
                    insert( propose("workload.restart").on($incident.entity()).because($incident) );
                end
                """.formatted(constraint));
        try (Rulebook rulebook = new Rulebook(DecideConfig.of(folder.root()), COMPILER, List.of())) {
            assertThat(rulebook.status().problems()).isEmpty();
            return !rulebook.decide(belief(List.of(strained(symptom, NOON))), List.of(), List.of(), NOON)
                    .isEmpty();
        }
    }
}
