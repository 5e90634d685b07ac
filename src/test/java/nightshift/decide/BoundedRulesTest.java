package nightshift.decide;

import static nightshift.decide.Scene.CART;
import static nightshift.decide.Scene.DB_DURATION;
import static nightshift.decide.Scene.NOON;
import static nightshift.decide.Scene.belief;
import static nightshift.decide.Scene.incident;
import static nightshift.decide.Scene.rising;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import nightshift.decide.compile.RuleFolder;
import nightshift.fact.RuleMode;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.Disposition;
import nightshift.fact.decision.Guard;
import nightshift.fact.decision.RuleProblem;
import nightshift.fact.decision.RuleStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How far a rule may go: its file's mode, a person's word, and what policies say of its proposals.
class BoundedRulesTest {
    private RuleTrial trial;

    @BeforeEach
    void open(@TempDir Path directory) {
        trial = new RuleTrial(directory);
    }

    @AfterEach
    void close() {
        trial.close();
    }

    @ParameterizedTest
    @CsvSource({
        "shadow,  auto,    SHADOW",
        "suggest, auto,    SUGGEST",
        "approve, auto,    AWAIT_APPROVAL",
        "auto,    auto,    ACT",
        "auto,    approve, AWAIT_APPROVAL",
        "auto,    shadow,  SHADOW",
        "shadow,  suggest, SHADOW"
    })
    void theLowerOfTheFilesModeAndThePersonsHolds(String file, String person, Disposition disposition) {
        // Given
        String rule = RuleFolder.RECYCLE.replace("\"auto\"", "\"" + file + "\"");
        Rulebook rulebook = trial.rulebook(trial.folder().healing("a.drl", rule));
        RuleMode override = RuleMode.valueOf(person.toUpperCase(java.util.Locale.ROOT));

        // When
        List<Decision> decisions = rulebook.decide(
                belief(RuleTrial.SLOW),
                List.of(),
                List.of(new Command.SetMode("recycle", override, "anna", "", NOON)),
                NOON.plusSeconds(10));

        // Then
        assertThat(decisions)
                .singleElement()
                .satisfies(decision -> assertThat(decision.disposition()).isEqualTo(disposition));
        assertThat(rulebook.status().rules())
                .singleElement()
                .extracting(RuleStatus::override)
                .isEqualTo(override);
    }

    @ParameterizedTest
    @CsvSource({
        "confidence < 0.9,        veto,            VETOED,         VETO",
        "confidence < 0.9,        requireApproval, AWAIT_APPROVAL, APPROVAL",
        "confidence < 0.5,        veto,            ACT,            PASS",
        "mode.name() == \"AUTO\", requireApproval, AWAIT_APPROVAL, APPROVAL"
    })
    void policiesBoundAndSayWhy(String constraint, String word, Disposition disposition, Guard.Verdict verdict) {
        // Given
        RuleFolder folder = trial.folder().healing("a.drl", RuleFolder.RECYCLE).policy("floor", constraint, word);

        // When
        List<Decision> decisions = trial.decide(trial.rulebook(folder));

        // Then
        assertThat(decisions).singleElement().satisfies(decision -> {
            assertThat(decision.disposition()).isEqualTo(disposition);
            assertThat(decision.guards()).singleElement().satisfies(guard -> {
                assertThat(guard.name()).isEqualTo("floor");
                assertThat(guard.verdict()).isEqualTo(verdict);
                assertThat(guard.reason()).isNotEmpty();
            });
        });
    }

    @Test
    void whatIsDeferredIsDecidedWhenThePolicyNoLongerObjects() {
        // Given
        RuleFolder folder =
                trial.folder().healing("a.drl", RuleFolder.RECYCLE).policy("floor", "confidence < 0.9", "defer");
        Rulebook rulebook = trial.rulebook(folder);

        // When
        List<Decision> unsure = trial.decide(rulebook);
        List<Decision> sure = rulebook.decide(
                belief(List.of(incident(), rising(CART, DB_DURATION, 0.95))),
                List.of(),
                List.of(),
                NOON.plusSeconds(10));

        // Then
        assertThat(unsure).isEmpty();
        assertThat(sure).singleElement().extracting(Decision::disposition).isEqualTo(Disposition.ACT);
    }

    @Test
    void withoutPoliciesInForceNothingIsDoneButToWakeAPerson() {
        // Given
        RuleFolder folder = trial.folder()
                .healing("a.drl", RuleFolder.RECYCLE)
                .healing("b.drl", RuleTrial.rule("call", "escalate"))
                .policy("broken.drl", "rule");

        // When
        List<Decision> decisions = trial.decide(trial.rulebook(folder));

        // Then
        assertThat(decisions)
                .singleElement()
                .extracting(each -> each.rule().id())
                .isEqualTo("call");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "parameter(\"x\").substring(9) == \"a\" | \"never\"",
                "confidence < 2 | \"never\" + $p.because().get(9)"
            })
    void aPolicyThatIsOutOfOrderLeavesEverythingToAPerson(String constraint, String reason) {
        // Given
        RuleFolder folder = trial.folder().healing("a.drl", RuleFolder.RECYCLE).policy("broken.drl", """
                rule "Broken" @id("broken")
                when
                    $p : Proposal( %s )
                then
                    insert( veto($p).because(%s) );
                end
                """.formatted(
                        constraint, reason));
        Rulebook rulebook = trial.rulebook(folder);

        // When
        List<Decision> decisions = trial.decide(rulebook);

        // Then
        assertThat(rulebook.status().problems()).extracting(RuleProblem::rule).containsExactly("Broken");
        assertThat(decisions).singleElement().satisfies(decision -> {
            assertThat(decision.disposition()).isEqualTo(Disposition.AWAIT_APPROVAL);
            assertThat(decision.guards())
                    .anySatisfy(guard -> assertThat(guard.reason()).contains("out of order"));
        });
    }

    @Test
    void aPersonIsWokenOnceForAnIncidentAndByNoPolicyKeptAsleep() {
        // Given
        RuleFolder folder = trial.folder()
                .healing("a.drl", RuleTrial.rule("call", "escalate") + RuleTrial.rule("call-again", "escalate"))
                .policy("never", "confidence < 2", "veto");

        // When, Then
        assertThat(trial.decide(trial.rulebook(folder)))
                .singleElement()
                .extracting(Decision::disposition)
                .isEqualTo(Disposition.ACT);
    }

    @Test
    void whatAPolicyForbadeIsNoReasonToClimbTheLadder() {
        // Given
        RuleFolder folder = trial.folder()
                .healing("a.drl", RuleFolder.RECYCLE)
                .healing("b.drl", """
                        rule "Call" @id("call") @mode("auto")
                        when
                            $i : Incident( open() )
                            $o : Outcome( incident == $i.id, settled(), !helped() )
                        then
                            insert( propose("escalate").on($i.entity()).because($o, $i) );
                        end
                        """)
                .policy("never", "confidence < 2", "veto");
        Rulebook rulebook = trial.rulebook(folder);

        // When
        List<Decision> first = trial.decide(rulebook);
        List<Decision> second = trial.decide(rulebook);

        // Then
        assertThat(first).singleElement().extracting(Decision::disposition).isEqualTo(Disposition.VETOED);
        assertThat(second).isEmpty();
    }
}
