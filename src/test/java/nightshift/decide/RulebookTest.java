package nightshift.decide;

import static nightshift.decide.Scene.CART;
import static nightshift.decide.Scene.DB_DURATION;
import static nightshift.decide.Scene.NOON;
import static nightshift.decide.Scene.belief;
import static nightshift.decide.Scene.incident;
import static nightshift.decide.Scene.outcome;
import static nightshift.decide.Scene.rising;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import nightshift.decide.compile.EvaluationLimits;
import nightshift.decide.compile.RuleCompiler;
import nightshift.decide.compile.RuleFolder;
import nightshift.decide.decision.RuleMemory;
import nightshift.decide.live.LiveConfig;
import nightshift.fact.ActionResult;
import nightshift.fact.Fact;
import nightshift.fact.IncidentState;
import nightshift.fact.RuleMode;
import nightshift.fact.Verification;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.Disposition;
import nightshift.fact.decision.Guard;
import nightshift.fact.decision.RuleProblem;
import nightshift.fact.decision.RuleStatus;
import nightshift.fact.telemetry.EntityId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What becomes of proposals, with rules made for the purpose.
class RulebookTest {
    private static final RuleCompiler COMPILER = new RuleCompiler();
    private static final List<Fact> SLOW = List.of(incident(), rising(CART, DB_DURATION, 0.8));

    @TempDir
    private Path directory;

    private final List<Rulebook> open = new ArrayList<>();

    @AfterEach
    void closeRulebooks() {
        open.forEach(Rulebook::close);
    }

    @AfterAll
    static void closeCompiler() {
        COMPILER.close();
    }

    @Test
    void theSameFindingIsDecidedOnce() {
        // Given
        Rulebook rulebook = rulebook(folder().healing("a.drl", RuleFolder.RECYCLE), RuleMemory.none());

        // When
        List<Decision> first = decide(rulebook);
        List<Decision> second = decide(rulebook);
        List<Decision> afterItFailed = rulebook.decide(
                belief(SLOW),
                List.of(outcome(first.getFirst(), ActionResult.FAILED, Verification.State.NOT_APPLICABLE)),
                NOON.plusSeconds(20));

        // Then
        assertThat(first).hasSize(1);
        assertThat(second).isEmpty();
        assertThat(afterItFailed).isEmpty();
    }

    @Test
    void whatWasDecidedBeforeARestartIsNotDecidedAgain() {
        // Given
        RuleFolder folder = folder().healing("a.drl", RuleFolder.RECYCLE);
        List<Decision> before = decide(rulebook(folder, RuleMemory.none()));

        // When
        Rulebook restarted = rulebook(folder, new RuleMemory(before, List.of(), Map.of()));

        // Then
        assertThat(decide(restarted)).isEmpty();
    }

    @Test
    void anIdIsTheSameWhateverTheParametersAre() {
        // Given
        String with = RuleFolder.RECYCLE.replace(".because", ".with(\"by\", 2).because");

        // When
        Decision plain = decide(rulebook(folder().healing("a.drl", RuleFolder.RECYCLE), RuleMemory.none()))
                .getFirst();
        Decision changed = decide(rulebook(folder().healing("a.drl", with), RuleMemory.none()))
                .getFirst();

        // Then
        assertThat(changed.id()).isEqualTo(plain.id()).matches("[0-9a-f]{16}");
        assertThat(changed.action().parameters()).containsEntry("by", "2");
        assertThat(changed.rule().version()).isNotEqualTo(plain.rule().version());
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
        Rulebook rulebook = rulebook(folder().healing("a.drl", rule), RuleMemory.none());
        RuleMode override = RuleMode.valueOf(person.toUpperCase(java.util.Locale.ROOT));

        // When
        rulebook.setMode(new Command.SetMode("recycle", override, "anna", "", NOON));

        // Then
        assertThat(decide(rulebook))
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
        RuleFolder folder = folder().healing("a.drl", RuleFolder.RECYCLE).policy("floor", constraint, word);

        // When
        List<Decision> decisions = decide(rulebook(folder, RuleMemory.none()));

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
        RuleFolder folder = folder().healing("a.drl", RuleFolder.RECYCLE).policy("floor", "confidence < 0.9", "defer");
        Rulebook rulebook = rulebook(folder, RuleMemory.none());

        // When
        List<Decision> unsure = decide(rulebook);
        List<Decision> sure = rulebook.decide(
                belief(List.of(incident(), rising(CART, DB_DURATION, 0.95))), List.of(), NOON.plusSeconds(10));

        // Then
        assertThat(unsure).isEmpty();
        assertThat(sure).singleElement().extracting(Decision::disposition).isEqualTo(Disposition.ACT);
    }

    @Test
    void withoutPoliciesInForceNothingIsDoneButToWakeAPerson() {
        // Given
        RuleFolder folder = folder().healing("a.drl", RuleFolder.RECYCLE)
                .healing("b.drl", other("call", "escalate"))
                .policy("broken.drl", "rule");

        // When
        List<Decision> decisions = decide(rulebook(folder, RuleMemory.none()));

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
        RuleFolder folder =
                folder().healing("a.drl", RuleFolder.RECYCLE).policy("broken.drl", """
                rule "Broken" @id("broken")
                when
                    $p : Proposal( %s )
                then
                    insert( veto($p).because(%s) );
                end
                """.formatted(constraint, reason));
        Rulebook rulebook = rulebook(folder, RuleMemory.none());

        // When
        List<Decision> decisions = decide(rulebook);

        // Then
        assertThat(rulebook.status().problems()).extracting(RuleProblem::rule).containsExactly("Broken");
        assertThat(decisions).singleElement().satisfies(decision -> {
            assertThat(decision.disposition()).isEqualTo(Disposition.AWAIT_APPROVAL);
            assertThat(decision.guards())
                    .anySatisfy(guard -> assertThat(guard.reason()).contains("out of order"));
        });
    }

    @Test
    void oneRemedyAtATimeAndTheNextWhenTheFirstIsSettled() {
        // Given
        RuleFolder folder =
                folder().healing("a.drl", RuleFolder.RECYCLE).healing("b.drl", other("restart", "workload.restart"));
        Rulebook rulebook = rulebook(folder, RuleMemory.none());

        // When
        List<Decision> first = decide(rulebook);
        List<Decision> meanwhile = decide(rulebook);
        List<Decision> next = rulebook.decide(
                belief(SLOW),
                List.of(outcome(first.getFirst(), ActionResult.SUCCEEDED, Verification.State.NOT_HEALED)),
                NOON.plusSeconds(20));

        // Then
        assertThat(first).singleElement().extracting(each -> each.rule().id()).isEqualTo("recycle");
        assertThat(meanwhile).isEmpty();
        assertThat(next).singleElement().extracting(each -> each.rule().id()).isEqualTo("restart");
    }

    @Test
    void whatOnlyWatchesDoesNotStandInTheWay() {
        // Given
        RuleFolder folder = folder().healing("a.drl", RuleFolder.RECYCLE.replace("auto", "shadow"))
                .healing("b.drl", other("restart", "workload.restart"));

        // When, Then
        assertThat(decide(rulebook(folder, RuleMemory.none())))
                .extracting(Decision::disposition)
                .containsExactly(Disposition.SHADOW, Disposition.ACT);
    }

    @Test
    void aPersonIsWokenOnceForAnIncidentAndByNoPolicyKeptAsleep() {
        // Given
        RuleFolder folder = folder().healing("a.drl", other("call", "escalate") + other("call-again", "escalate"))
                .policy("never", "confidence < 2", "veto");

        // When, Then
        assertThat(decide(rulebook(folder, RuleMemory.none())))
                .singleElement()
                .extracting(Decision::disposition)
                .isEqualTo(Disposition.ACT);
    }

    @Test
    void whatAPolicyForbadeIsNoReasonToClimbTheLadder() {
        // Given
        RuleFolder folder = folder().healing("a.drl", RuleFolder.RECYCLE)
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
        Rulebook rulebook = rulebook(folder, RuleMemory.none());

        // When
        List<Decision> first = decide(rulebook);
        List<Decision> second = decide(rulebook);

        // Then
        assertThat(first).singleElement().extracting(Decision::disposition).isEqualTo(Disposition.VETOED);
        assertThat(second).isEmpty();
    }

    @Test
    void aProposalWithoutAnOpenIncidentIsDropped() {
        // Given
        Rulebook rulebook = rulebook(folder().healing("a.drl", RuleFolder.RECYCLE), RuleMemory.none());
        Fact closed = incident(IncidentState.CLOSED, NOON.minusSeconds(60));
        Fact anomaly = rising(CART, DB_DURATION, 0.8);
        Fact elsewhere = rising(EntityId.service("shop", "payment"), DB_DURATION, 0.8);

        // When, Then
        assertThat(rulebook.decide(belief(List.of(anomaly)), List.of(), NOON)).isEmpty();
        assertThat(rulebook.decide(belief(List.of(closed, anomaly)), List.of(), NOON))
                .isEmpty();
        assertThat(rulebook.decide(belief(List.of(incident(), elsewhere)), List.of(), NOON))
                .isEmpty();
    }

    @Test
    void aConditionThatThrowsIsSetAsideAndTheOthersGoOn() {
        // Given
        String careless =
                other("careless", "workload.restart").replace("rising()", "rising(), $i.closedAt.toString() != \"\"");
        RuleFolder folder = folder().healing("a.drl", careless).healing("b.drl", RuleFolder.RECYCLE);
        Rulebook rulebook = rulebook(folder, RuleMemory.none());

        // When
        List<Decision> decisions = decide(rulebook);

        // Then
        assertThat(decisions)
                .singleElement()
                .extracting(each -> each.rule().id())
                .isEqualTo("recycle");
        assertThat(rulebook.status().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo("healing/a.drl");
            assertThat(problem.rule()).isEqualTo("careless");
            assertThat(problem.message()).contains("NullPointerException").contains("set aside");
        });
        assertThat(rulebook.status().rules()).extracting(RuleStatus::id).containsExactly("recycle");
    }

    @Test
    void aRightHandSideThatThrowsIsCountedAndSetAsideAfterThree() {
        // Given
        String careless =
                other("careless", "workload.restart").replace("on($slow.entity())", "on($i.causes().get(9).entity())");
        RuleFolder folder = folder().healing("a.drl", careless).healing("b.drl", RuleFolder.RECYCLE);
        Rulebook rulebook = rulebook(folder, RuleMemory.none());

        // When
        List<Decision> first = decide(rulebook);
        RuleProblem after1 = rulebook.status().problems().getFirst();
        decide(rulebook);
        decide(rulebook);
        RuleProblem after3 = rulebook.status().problems().getFirst();

        // Then
        assertThat(first).hasSize(1);
        assertThat(after1.message()).contains("(1 times)").doesNotContain("set aside");
        assertThat(after3.message()).contains("(3 times)").contains("set aside");
        assertThat(rulebook.status().rules()).extracting(RuleStatus::id).containsExactly("recycle");
    }

    @Test
    void aTurnThatFiresTooOftenIsCutShortAndSaysSo() {
        // Given
        RuleFolder folder = folder().healing("a.drl", RuleFolder.RECYCLE);
        DecideConfig narrow = new DecideConfig(
                LiveConfig.of(folder.root()),
                new EvaluationLimits(3, Duration.ofSeconds(5), EvaluationLimits.Watchdog.STANDING));
        Rulebook rulebook = new Rulebook(narrow, COMPILER, RuleMemory.none());
        open.add(rulebook);
        List<Fact> storm = new ArrayList<>(List.of(incident()));
        for (int i = 0; i < 10; i++) {
            storm.add(rising(EntityId.service("shop", "s" + i), DB_DURATION, 0.8));
        }

        // When
        rulebook.decide(belief(storm), List.of(), NOON);

        // Then
        assertThat(rulebook.status().problems())
                .singleElement()
                .extracting(RuleProblem::message)
                .asString()
                .contains("more than 3 firings");
    }

    @Test
    void aTurnThatTakesTooLongIsCutShortAndSaysSo() {
        // Given
        RuleFolder folder = folder().healing("a.drl", RuleFolder.RECYCLE);
        Rulebook rulebook = new Rulebook(
                new DecideConfig(
                        LiveConfig.of(folder.root()),
                        new EvaluationLimits(10_000, Duration.ofNanos(1), new AtomicLong()::incrementAndGet)),
                COMPILER,
                RuleMemory.none());
        open.add(rulebook);

        // When, Then
        assertThat(decide(rulebook)).isEmpty();
        assertThat(rulebook.status().problems())
                .singleElement()
                .extracting(RuleProblem::message)
                .asString()
                .contains("in one turn");
    }

    @Test
    void anEmptyDirectoryHoldsNoRulesAndIsNoProblem() {
        // Given
        Rulebook rulebook = rulebook(folder(), RuleMemory.none());

        // When, Then
        assertThat(decide(rulebook)).isEmpty();
        assertThat(rulebook.status().rules()).isEmpty();
        assertThat(rulebook.status().problems()).isEmpty();
    }

    @Test
    void theCooldownOfARuleIsToldAndHowOftenItFired() {
        // Given
        Rulebook rulebook = rulebook(folder().healing("a.drl", RuleFolder.RECYCLE), RuleMemory.none());

        // When
        decide(rulebook);
        decide(rulebook);

        // Then
        assertThat(rulebook.cooldown("recycle")).isEqualTo(Duration.ofMinutes(10));
        assertThat(rulebook.cooldown("unknown")).isZero();
        assertThat(rulebook.status().rules())
                .singleElement()
                .extracting(RuleStatus::fired)
                .isEqualTo(2L);
    }

    private static List<Decision> decide(Rulebook rulebook) {
        return rulebook.decide(belief(SLOW), List.of(), NOON.plusSeconds(10));
    }

    private RuleFolder folder() {
        return new RuleFolder(directory);
    }

    private Rulebook rulebook(RuleFolder folder, RuleMemory known) {
        Rulebook rulebook = new Rulebook(DecideConfig.of(folder.root()), COMPILER, known);
        open.add(rulebook);
        return rulebook;
    }

    /// A rule that fires on the same facts as the one that recycles.
    private static String other(String id, String type) {
        return """
                rule "%1$s"
                    @id("%1$s") @mode("auto")
                when
                    $i : Incident( open() )
                    $slow : Anomaly( rising() )
                then
                    insert( propose("%2$s").on($slow.entity()).because($slow, $i) );
                end
                """.formatted(id, type);
    }
}
