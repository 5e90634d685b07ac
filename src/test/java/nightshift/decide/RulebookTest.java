package nightshift.decide;

import static nightshift.decide.Scene.CART;
import static nightshift.decide.Scene.DB_DURATION;
import static nightshift.decide.Scene.NOON;
import static nightshift.decide.Scene.belief;
import static nightshift.decide.Scene.ended;
import static nightshift.decide.Scene.incident;
import static nightshift.decide.Scene.rising;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import nightshift.decide.compile.RuleFolder;
import nightshift.fact.ActionResult;
import nightshift.fact.Fact;
import nightshift.fact.IncidentState;
import nightshift.fact.Verification;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Disposition;
import nightshift.fact.decision.Guard;
import nightshift.fact.decision.Remedy;
import nightshift.fact.decision.RuleStatus;
import nightshift.fact.telemetry.EntityId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What becomes of proposals, with rules made for the purpose: each finding is decided once, one remedy at a time.
class RulebookTest {
    private RuleTrial trial;

    @BeforeEach
    void open(@TempDir Path directory) {
        trial = new RuleTrial(directory);
    }

    @AfterEach
    void close() {
        trial.close();
    }

    @Test
    void theSameFindingIsDecidedOnce() {
        // Given
        Rulebook rulebook = trial.rulebook(trial.folder().healing("a.drl", RuleFolder.RECYCLE));

        // When
        List<Decision> first = trial.decide(rulebook);
        List<Decision> second = trial.decide(rulebook);
        List<Decision> afterItFailed = rulebook.decide(
                belief(RuleTrial.SLOW),
                List.of(ended(
                        first.getFirst(),
                        DecisionState.FAILED,
                        ActionResult.FAILED,
                        Verification.State.NOT_APPLICABLE)),
                List.of(),
                NOON.plusSeconds(20));

        // Then
        assertThat(first).hasSize(1);
        assertThat(second).isEmpty();
        assertThat(afterItFailed).isEmpty();
    }

    @Test
    void whatWasDecidedBeforeARestartIsNotDecidedAgain() {
        // Given
        RuleFolder folder = trial.folder().healing("a.drl", RuleFolder.RECYCLE);
        List<Decision> before = trial.decide(trial.rulebook(folder));

        // When
        Rulebook restarted = trial.rulebook(folder);

        // Then
        assertThat(restarted.decide(
                        belief(RuleTrial.SLOW),
                        before.stream().map(Remedy::of).toList(),
                        List.of(),
                        NOON.plusSeconds(10)))
                .isEmpty();
    }

    @Test
    void anIdIsTheSameWhateverTheParametersAre() {
        // Given
        String with = RuleFolder.RECYCLE.replace(".because", ".with(\"by\", 2).because");

        // When
        Decision plain = trial.decide(trial.rulebook(trial.folder().healing("a.drl", RuleFolder.RECYCLE)))
                .getFirst();
        Decision changed = trial.decide(trial.rulebook(trial.folder().healing("a.drl", with)))
                .getFirst();

        // Then
        assertThat(changed.id()).isEqualTo(plain.id()).matches("[0-9a-f]{16}");
        assertThat(changed.action().parameters()).containsEntry("by", "2");
        assertThat(changed.rule().version()).isNotEqualTo(plain.rule().version());
    }

    @Test
    void oneRemedyAtATimeAndTheNextWhenTheFirstIsSettled() {
        // Given
        RuleFolder folder = trial.folder()
                .healing("a.drl", RuleFolder.RECYCLE)
                .healing("b.drl", RuleTrial.rule("restart", "workload.restart"));
        Rulebook rulebook = trial.rulebook(folder);

        // When
        List<Decision> first = trial.decide(rulebook);
        List<Decision> meanwhile = trial.decide(rulebook);
        List<Decision> next = rulebook.decide(
                belief(RuleTrial.SLOW),
                List.of(ended(
                        first.getFirst(),
                        DecisionState.NOT_HEALED,
                        ActionResult.SUCCEEDED,
                        Verification.State.NOT_HEALED)),
                List.of(),
                NOON.plusSeconds(20));

        // Then
        assertThat(first).singleElement().extracting(each -> each.rule().id()).isEqualTo("recycle");
        assertThat(meanwhile).isEmpty();
        assertThat(next).singleElement().extracting(each -> each.rule().id()).isEqualTo("restart");
    }

    @Test
    void whatAPersonIsAskedForHoldsUpNoOtherRemedyAndIsNotAskedForTwice() {
        // Given
        String same = RuleTrial.rule("sure", "pool.recycle");
        String other = RuleTrial.rule("restart", "workload.restart");

        // When, Then
        for (String rule : List.of(same, other)) {
            assertThat(afterAsking(rule, asked -> asked)).singleElement().satisfies(decision -> {
                assertThat(decision.rule().id()).isNotEqualTo("recycle");
                assertThat(decision.disposition()).isEqualTo(Disposition.ACT);
            });
        }
        assertThat(afterAsking(other.replace("auto", "approve"), asked -> asked))
                .extracting(Decision::disposition)
                .containsExactly(Disposition.AWAIT_APPROVAL);
        assertThat(afterAsking(same.replace("auto", "approve"), asked -> asked)).isEmpty();
    }

    @Test
    void whatAPersonRejectedIsDoneByNoOtherRule() {
        // When, Then
        assertThat(afterAsking(
                        RuleTrial.rule("sure", "pool.recycle"),
                        asked -> asked.in(DecisionState.REJECTED, "by the test", NOON)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"CANCELLED", "EXPIRED"})
    void whatIsNotAskedForAnyMoreHoldsUpNoOtherRemedy(DecisionState over) {
        // When, Then
        assertThat(afterAsking(
                        RuleTrial.rule("restart", "workload.restart"),
                        asked -> asked.heldBack(over, "by the test", NOON)))
                .singleElement()
                .satisfies(decision -> assertThat(decision.rule().id()).isEqualTo("restart"));
    }

    /// What is decided by a rule that comes after a person was asked to have the pool recycled.
    private List<Decision> afterAsking(String rule, UnaryOperator<Remedy> since) {
        RuleFolder folder = trial.folder()
                .healing("a.drl", RuleFolder.RECYCLE.replace("auto", "approve"))
                .healing("b.drl", "");
        Remedy asked = Remedy.of(trial.decide(trial.rulebook(folder)).getFirst());
        return trial.rulebook(folder.healing("b.drl", rule))
                .decide(belief(RuleTrial.SLOW), List.of(since.apply(asked)), List.of(), NOON.plusSeconds(20));
    }

    @Test
    void whatOnlyWatchesDoesNotStandInTheWay() {
        // Given
        RuleFolder folder = trial.folder()
                .healing("a.drl", RuleFolder.RECYCLE.replace("auto", "shadow"))
                .healing("b.drl", RuleTrial.rule("restart", "workload.restart"));

        // When, Then
        assertThat(trial.decide(trial.rulebook(folder)))
                .extracting(Decision::disposition)
                .containsExactly(Disposition.SHADOW, Disposition.ACT);
    }

    @Test
    void aProposalWithoutAnOpenIncidentIsDropped() {
        // Given
        Rulebook rulebook = trial.rulebook(trial.folder().healing("a.drl", RuleFolder.RECYCLE));
        Fact closed = incident(IncidentState.CLOSED, NOON.minusSeconds(60));
        Fact anomaly = rising(CART, DB_DURATION, 0.8);
        Fact elsewhere = rising(EntityId.service("shop", "payment"), DB_DURATION, 0.8);

        // When, Then
        assertThat(rulebook.decide(belief(List.of(anomaly)), List.of(), List.of(), NOON))
                .isEmpty();
        assertThat(rulebook.decide(belief(List.of(closed, anomaly)), List.of(), List.of(), NOON))
                .isEmpty();
        assertThat(rulebook.decide(belief(List.of(incident(), elsewhere)), List.of(), List.of(), NOON))
                .isEmpty();
    }

    @Test
    void whoSawLessThanAllThereIsMayNotActAlone() {
        // Given
        List<Fact> storm = new ArrayList<>(RuleTrial.SLOW);
        IntStream.range(0, 201)
                .forEach(pod -> storm.add(rising(EntityId.instance("shop", "cart", "cart-" + pod), DB_DURATION, 0.8)));
        Rulebook rulebook = trial.rulebook(trial.folder().healing("a.drl", RuleFolder.RECYCLE));

        // When
        List<Decision> decisions = rulebook.decide(belief(storm), List.of(), List.of(), NOON);

        // Then
        assertThat(decisions).isNotEmpty().allSatisfy(decision -> {
            assertThat(decision.disposition()).isEqualTo(Disposition.AWAIT_APPROVAL);
            assertThat(decision.guards()).extracting(Guard::name).contains("facts");
        });
        assertThat(rulebook.crowded()).isPresent();
        rulebook.decide(belief(RuleTrial.SLOW), List.of(), List.of(), NOON.plusSeconds(10));
        assertThat(rulebook.crowded()).isEmpty();
    }

    @Test
    void anEmptyDirectoryHoldsNoRulesAndIsNoProblem() {
        // Given
        Rulebook rulebook = trial.rulebook(trial.folder());

        // When, Then
        assertThat(trial.decide(rulebook)).isEmpty();
        assertThat(rulebook.status().rules()).isEmpty();
        assertThat(rulebook.status().problems()).isEmpty();
    }

    @Test
    void theCooldownOfARuleIsToldAndHowOftenItFired() {
        // Given
        Rulebook rulebook = trial.rulebook(trial.folder().healing("a.drl", RuleFolder.RECYCLE));

        // When
        trial.decide(rulebook);
        trial.decide(rulebook);

        // Then
        assertThat(rulebook.cooldown("recycle")).isEqualTo(Duration.ofMinutes(10));
        assertThat(rulebook.cooldown("unknown")).isZero();
        assertThat(rulebook.status().rules())
                .singleElement()
                .extracting(RuleStatus::fired)
                .isEqualTo(2L);
    }
}
