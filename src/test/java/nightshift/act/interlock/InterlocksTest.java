package nightshift.act.interlock;

import static nightshift.act.Ward.CART;
import static nightshift.act.Ward.NOON;
import static nightshift.act.Ward.SICK;
import static nightshift.act.Ward.WELL;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import nightshift.KnownSignals;
import nightshift.act.Ward;
import nightshift.act.verify.VerifyConfig;
import nightshift.fact.Action;
import nightshift.fact.ActionType;
import nightshift.fact.Assessment;
import nightshift.fact.Incident;
import nightshift.fact.Regression;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Disposition;
import nightshift.fact.decision.Guard.Verdict;
import nightshift.fact.decision.Remedy;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Patience;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterlocksTest {
    private static final Patience YOUNG = VerifyConfig.defaults().young();
    private static final CoolDowns NONE = rule -> Optional.empty();
    private static final Situation CALM = situation(List.of(), List.of());

    private final Interlocks interlocks = new Interlocks(InterlockConfig.defaults(), YOUNG, NONE);

    @Test
    void inACalmSituationEveryInterlockPassesAndSaysWhy() {
        Interlocks.Verdicts ruling = interlocks.beforeStart(intent("d-1"), CALM);

        assertThat(ruling.said()).hasSize(15).allSatisfy(guard -> {
            assertThat(guard.verdict()).isEqualTo(Verdict.PASS);
            assertThat(guard.reason()).isNotBlank();
        });
    }

    @Test
    void aPausedAutomationWaitsAndNamesWhoPausedIt() {
        Situation paused = new Situation(
                NOON,
                CALM.belief(),
                Optional.of(new Command.Pause("ada", "deploying", NOON)),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());

        assertThat(new KillSwitch().judge(intent("d-1"), paused)).satisfies(guard -> {
            assertThat(guard.verdict()).isEqualTo(Verdict.WAIT);
            assertThat(guard.reason()).contains("ada").contains("deploying");
        });
        assertThat(interlocks.beforeUndoing(intent("d-1"), paused).strictest().verdict())
                .isEqualTo(Verdict.WAIT);
    }

    @Test
    void whatCannotBeWrittenDownWaits() {
        Situation full = new Situation(
                NOON,
                CALM.belief(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.of("the disk is full"),
                List.of(),
                List.of());

        assertThat(new JournalWritable().judge(intent("d-1"), full).verdict()).isEqualTo(Verdict.WAIT);
        assertThat(interlocks.beforeStart(page("d-2"), full).strictest().reason())
                .isEqualTo("the disk is full");
    }

    @ParameterizedTest
    @CsvSource({"0.9000001, PASS", "0.9, APPROVAL", "0.89, APPROVAL", "0, APPROVAL", "1, PASS"})
    void onlyAConfidenceStrictlyAboveTheFloorActsByItself(double confidence, Verdict expected) {
        Remedy remedy = remedy(decision("d-1", CART, "pool.recycle", confidence), DecisionState.INTENT, null);

        assertThat(new ConfidenceFloor(0.9).judge(remedy, CALM).verdict()).isEqualTo(expected);
    }

    @Test
    void whatAPersonApprovedNeedsNoConfidence() {
        Remedy remedy = remedy(decision("d-1", CART, "pool.recycle", 0.1), DecisionState.INTENT, null)
                .approvedBy("ada");

        assertThat(new ConfidenceFloor(0.9).judge(remedy, CALM).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void aDecisionThatWasStartedIsNeverStartedAgain() {
        Situation before = situation(List.of(), List.of(settled("d-1", CART, NOON)));

        assertThat(new OnlyOnce().judge(intent("d-1"), before).verdict()).isEqualTo(Verdict.VETO);
        assertThat(new OnlyOnce().judge(intent("d-2"), before).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void aServiceIsActedOnOnceAtATimeAlsoThroughItsInstances() {
        EntityId instance = EntityId.instance("shop", "cart", "cart-1");
        Remedy other = remedy(decision("d-0", instance, "workload.restart", 1), DecisionState.VERIFYING, NOON);
        Situation busy = situation(List.of(other), List.of());

        assertThat(new OneAtATime().judge(intent("d-1"), busy)).satisfies(guard -> {
            assertThat(guard.verdict()).isEqualTo(Verdict.WAIT);
            assertThat(guard.reason()).contains("d-0");
        });
        Remedy elsewhere = remedy(
                decision("d-1", EntityId.service("shop", "payment"), "pool.recycle", 1), DecisionState.INTENT, null);
        assertThat(new OneAtATime().judge(elsewhere, busy).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void theSameActionOnTheSameTargetCoolsDown() {
        CoolDown interlock = new CoolDown(NONE, Duration.ofMinutes(10));
        Instant start = NOON.minus(Duration.ofMinutes(10));

        assertThat(interlock
                        .judge(intent("d-1"), situation(List.of(), List.of(settled("d-0", CART, start.plusSeconds(1)))))
                        .verdict())
                .isEqualTo(Verdict.WAIT);
        assertThat(interlock
                        .judge(intent("d-1"), situation(List.of(), List.of(settled("d-0", CART, start))))
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void aRulesOwnCoolDownGoesBeforeTheDefault() {
        CoolDown interlock = new CoolDown(rule -> Optional.of(Duration.ofMinutes(1)), Duration.ofMinutes(10));
        Situation before = situation(List.of(), List.of(settled("d-0", CART, NOON.minusSeconds(90))));

        assertThat(interlock.judge(intent("d-1"), before).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void onlySoManyServicesAreActedOnAtOnce() {
        BlastRadius interlock = new BlastRadius(2, 1);
        Remedy one = remedy(
                decision("d-0", EntityId.service("shop", "a"), "workload.restart", 1), DecisionState.STARTED, NOON);
        Remedy two = remedy(
                decision("d-2", EntityId.service("shop", "b"), "workload.restart", 1), DecisionState.STARTED, NOON);

        assertThat(interlock
                        .judge(intent("d-1"), situation(List.of(), List.of()))
                        .verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(interlock
                        .judge(intent("d-1"), situation(List.of(one), List.of()))
                        .verdict())
                .as("one service is in view, so that one may be acted on")
                .isEqualTo(Verdict.WAIT);
        assertThat(interlock
                        .judge(intent("d-1"), situation(List.of(one, two), List.of()))
                        .reason())
                .contains("3 of 1");
    }

    @Test
    void withNothingInViewOneServiceIsActedOnAndNoShareIsTold() {
        // Given: right after a start no window has closed, and one remedy of before is under way
        BlastRadius interlock = new BlastRadius(3, 0.34);
        Remedy other = remedy(
                decision("d-0", EntityId.service("shop", "a"), "workload.restart", 1), DecisionState.STARTED, NOON);

        // When, Then
        assertThat(interlock.judge(intent("d-1"), unseen(List.of())).verdict()).isEqualTo(Verdict.PASS);
        assertThat(interlock.judge(intent("d-1"), unseen(List.of(other)))).satisfies(guard -> {
            assertThat(guard.verdict()).isEqualTo(Verdict.WAIT);
            assertThat(guard.reason()).contains("none is in view yet").doesNotContain("of 0");
        });
    }

    @Test
    void whatIsInNoNamespaceIsCountedByNone() {
        EntityId bare = EntityId.service("", "a");
        List<Remedy> two = List.of(
                remedy(decision("d-0", bare, "workload.restart", 1), DecisionState.VERIFYING, NOON),
                remedy(decision("d-2", bare, "workload.restart", 1), DecisionState.VERIFYING, NOON));
        Remedy next = remedy(decision("d-1", bare, "workload.restart", 1), DecisionState.STARTED, NOON);

        assertThat(new NamespaceCap(1).judge(next, situation(two, List.of())).verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void onlySoManyActionsAreUnderWayInOneNamespace() {
        // Given: one action in the namespace of the cart, and one in another
        Remedy near = remedy(
                decision("d-0", EntityId.service("shop", "a"), "workload.restart", 1), DecisionState.VERIFYING, NOON);
        Remedy nearToo = remedy(
                decision("d-2", EntityId.service("shop", "b"), "workload.restart", 1), DecisionState.UNDOING, NOON);
        Remedy far = remedy(
                decision("d-3", EntityId.service("bank", "a"), "workload.restart", 1), DecisionState.STARTED, NOON);
        Remedy elsewhere = remedy(
                decision("d-4", EntityId.service("shop", "a").inCluster("west"), "workload.restart", 1),
                DecisionState.STARTED,
                NOON);
        NamespaceCap interlock = new NamespaceCap(2);

        // When, Then
        assertThat(interlock.judge(intent("d-1"), situation(List.of(near, far, elsewhere), List.of())))
                .satisfies(guard -> assertThat(guard.verdict()).isEqualTo(Verdict.PASS));
        assertThat(interlock.judge(intent("d-1"), situation(List.of(near, nearToo), List.of())))
                .satisfies(guard -> {
                    assertThat(guard.verdict()).isEqualTo(Verdict.WAIT);
                    assertThat(guard.reason()).contains("2 other actions", "namespace shop", "2 may be");
                });
        assertThat(interlock
                        .judge(nearToo, situation(List.of(near, nearToo), List.of()))
                        .verdict())
                .as("what is under way does not count itself when it is sent once more")
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void onlySoManyActionsAreStartedWithinAnHourAndPagesAreNotCounted() {
        List<Remedy> started = new ArrayList<>(IntStream.range(0, 3)
                .mapToObj(i -> settled("d-" + i, CART, NOON.minusSeconds(3599)))
                .toList());
        started.add(sent(page("p-1")));

        assertThat(new ActionBudget(3)
                        .judge(intent("d-9"), situation(List.of(), started))
                        .verdict())
                .isEqualTo(Verdict.WAIT);
        assertThat(new ActionBudget(4)
                        .judge(intent("d-9"), situation(List.of(), started))
                        .verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(new ActionBudget(1)
                        .judge(
                                intent("d-9"),
                                situation(List.of(), List.of(settled("d-0", CART, NOON.minusSeconds(3600)))))
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void whatThreeActionsWithinAnHourDidNotMendIsAPersonsToDecide() {
        List<Remedy> three = IntStream.range(0, 3)
                .mapToObj(i -> settled("d-" + i, CART, NOON.minusSeconds(3599)))
                .toList();
        List<Remedy> older = new ArrayList<>(three.subList(0, 2));
        older.add(settled("d-2", CART, NOON.minusSeconds(3600)));
        older.add(settled("d-3", EntityId.service("shop", "other"), NOON.minusSeconds(60)));
        IneffectiveChain interlock = new IneffectiveChain(3);

        assertThat(interlock.judge(intent("d-9"), situation(List.of(), three))).satisfies(guard -> {
            assertThat(guard.verdict()).isEqualTo(Verdict.APPROVAL);
            assertThat(guard.reason()).contains("3 actions were started on", "none of them lasted");
        });
        assertThat(interlock
                        .judge(intent("d-9").approvedBy("ada"), situation(List.of(), three))
                        .verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(interlock.judge(intent("d-9"), situation(List.of(), older)).verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void inAStormEveryActionNeedsApproval() {
        List<Incident> many = IntStream.range(0, 5)
                .mapToObj(i -> Ward.incident("i-" + i, CART, NOON))
                .toList();
        Situation storm = new Situation(
                NOON,
                Ward.belief(NOON, many, SICK),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());

        assertThat(stormFrom(5).judge(intent("d-1"), storm).verdict()).isEqualTo(Verdict.APPROVAL);
        assertThat(stormFrom(6).judge(intent("d-1"), storm).verdict()).isEqualTo(Verdict.PASS);
        assertThat(stormFrom(5).judge(intent("d-1").approvedBy("ada"), storm).verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void whatIsNoLongerTrueIsNotActedOn() {
        Situation better = new Situation(
                NOON,
                Ward.belief(NOON, List.of(Ward.incident("i-1", CART, NOON)), WELL),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
        Situation over = new Situation(
                NOON,
                Ward.belief(NOON, List.of(), SICK),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());

        assertThat(new Precondition(YOUNG).judge(intent("d-1"), CALM).verdict()).isEqualTo(Verdict.PASS);
        assertThat(new Precondition(YOUNG).judge(intent("d-1"), better).verdict())
                .isEqualTo(Verdict.WAIT);
        assertThat(new Precondition(YOUNG).judge(intent("d-1"), over).verdict()).isEqualTo(Verdict.VETO);
    }

    @Test
    void aVersionThatIsStillComparedAndHasRecoveredByNowIsNotActedOn() {
        // Given: the last minutes of the new version are worse than the one before
        Regression told = new Regression(
                CART, "c-1", "v2", "v1", Ward.LATENCY, KnownSignals.meaning(Ward.LATENCY), WELL, SICK, 0.99, NOON);

        // When, Then: what was outside of its band at the decision is inside; what never was is left to the comparison
        Remedy outside = intent("d-1");
        assertThat(new Precondition(YOUNG).judge(outside, regressed(told, SICK)).verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(new Precondition(YOUNG).judge(outside, regressed(told, WELL)).verdict())
                .isEqualTo(Verdict.WAIT);
        assertThat(new Precondition(YOUNG)
                        .judge(outside, regressed(told, Double.NaN))
                        .verdict())
                .as("no window has closed since the start, and the comparison is of those before")
                .isEqualTo(Verdict.WAIT);
    }

    private static Situation regressed(Regression regression, double value) {
        Assessment seen = Ward.belief(NOON, List.of(Ward.incident("i-1", CART, NOON)), value);
        Assessment belief = new Assessment(
                NOON,
                seen.anomalies(),
                seen.breaches(),
                List.of(regression),
                seen.incidents(),
                seen.causes(),
                seen.changes(),
                seen.dependencies(),
                seen.inventory(),
                seen.readings(),
                seen.forecaster(),
                seen.knowledge());
        return new Situation(
                NOON, belief, Optional.empty(), List.of(), Optional.empty(), Optional.empty(), List.of(), List.of());
    }

    @ParameterizedTest
    @CsvSource({"10, 29, PASS", "10, 30, WAIT", "60, 119, PASS", "60, 120, WAIT"})
    void anOldValueIsNoSymptom(int step, int age, Verdict expected) {
        Assessment old = Ward.belief(
                NOON.minusSeconds(age), List.of(Ward.incident("i-1", CART, NOON)), SICK, Duration.ofSeconds(step));
        Situation late = new Situation(
                NOON, old, Optional.empty(), List.of(), Optional.empty(), Optional.empty(), List.of(), List.of());

        assertThat(new Precondition(YOUNG).judge(intent("d-1"), late).verdict()).isEqualTo(expected);
        assertThat(interlocks.beforeResend(intent("d-1"), late).pass()).isEqualTo(expected == Verdict.PASS);
    }

    @ParameterizedTest
    @CsvSource({"-1, PASS", "0, WAIT", "5, WAIT"})
    void afterATimeInWhichNobodyLookedAWindowMustHaveClosedFirst(int gapEndedAfterTheWindow, Verdict expected) {
        Gap gap = new Gap(NOON.plusSeconds(gapEndedAfterTheWindow), "nobody looked for 66 s");
        Situation back = new Situation(
                NOON.plusSeconds(5),
                CALM.belief(),
                Optional.empty(),
                List.of(),
                Optional.of(gap),
                Optional.empty(),
                List.of(),
                List.of());

        assertThat(new AfterGap().judge(intent("d-1"), back).verdict()).isEqualTo(expected);
        assertThat(interlocks.beforeUndoing(intent("d-1"), back).pass()).isEqualTo(expected == Verdict.PASS);
        assertThat(interlocks.beforeStart(page("d-2"), back).pass()).isTrue();
    }

    @Test
    void whatMayStillBeUnderWayHoldsUpTheNextUntilAPersonLetsIt() {
        Remedy unknown = remedy(decision("d-0", CART, "workload.restart", 1), DecisionState.UNKNOWN, NOON);
        Situation unclear = situation(List.of(), List.of(unknown));

        assertThat(new OneAtATime().judge(intent("d-1"), unclear)).satisfies(guard -> {
            assertThat(guard.verdict()).isEqualTo(Verdict.APPROVAL);
            assertThat(guard.reason()).contains("d-0");
        });
        assertThat(new OneAtATime()
                        .judge(intent("d-1").approvedBy("ada"), unclear)
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void aPageIsHeldUpByNoLimitAndSentOncePerIncident() {
        List<Remedy> exhausted = IntStream.range(0, 30)
                .mapToObj(i -> settled("d-" + i, CART, NOON))
                .toList();
        Situation worst = new Situation(
                NOON,
                CALM.belief(),
                Optional.of(new Command.Pause("ada", "", NOON)),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                exhausted,
                exhausted);
        Remedy sent = sent(page("p-0"));
        Situation paged = situation(List.of(), List.of(sent));

        assertThat(interlocks.beforeStart(page("p-1"), worst).strictest().verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(interlocks.beforeStart(page("p-1"), paged).strictest().verdict())
                .isEqualTo(Verdict.VETO);
    }

    @Test
    void theStrictestVerdictCountsAndApprovalIsAskedForWhileWaiting() {
        Remedy unsure = remedy(decision("d-1", CART, "pool.recycle", 0.5), DecisionState.INTENT, null);
        Situation cooling = situation(List.of(), List.of(settled("d-0", CART, NOON)));
        Situation again = situation(List.of(), List.of(settled("d-1", CART, NOON)));

        assertThat(interlocks.beforeStart(unsure, cooling).strictest().verdict())
                .isEqualTo(Verdict.APPROVAL);
        assertThat(interlocks.beforeStart(unsure, again).strictest().verdict()).isEqualTo(Verdict.VETO);
        assertThat(interlocks.beforeStart(intent("d-1"), cooling).strictest().name())
                .isEqualTo("cool-down");
    }

    private static Situation situation(List<Remedy> acting, List<Remedy> started) {
        return new Situation(
                NOON,
                Ward.belief(NOON, List.of(Ward.incident("i-1", CART, NOON)), SICK),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                acting,
                started);
    }

    private static StormMode stormFrom(int incidents) {
        return new StormMode(new InterlockConfig.Storm(incidents, 1, Duration.ofMinutes(2)));
    }

    private static Situation unseen(List<Remedy> acting) {
        return new Situation(
                NOON,
                Assessment.nothing(NOON),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                acting,
                List.of());
    }

    private static Remedy intent(String id) {
        return remedy(decision(id, CART, "pool.recycle", 0.97), DecisionState.INTENT, null);
    }

    private static Remedy settled(String id, EntityId target, Instant started) {
        return remedy(decision(id, target, "pool.recycle", 0.97), DecisionState.NOT_HEALED, started);
    }

    private static Remedy page(String id) {
        return remedy(decision(id, CART, ActionType.ESCALATE, 0.1), DecisionState.INTENT, null);
    }

    private static Decision decision(String id, EntityId target, String type, double confidence) {
        return Ward.decision(
                id, "i-1", new Action(type, target, Map.of("summary", "help")), confidence, Disposition.ACT);
    }

    private static Remedy sent(Remedy page) {
        return remedy(page.decision(), DecisionState.DONE, NOON);
    }

    private static Remedy remedy(Decision decision, DecisionState state, @Nullable Instant started) {
        Remedy remedy = Remedy.of(decision).in(state, "", NOON);
        return started == null ? remedy : remedy.at(remedy.execution().started(Optional.empty(), started));
    }
}
