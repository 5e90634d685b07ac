package nightshift.simulate.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import nightshift.fact.FailureKind;
import nightshift.fact.telemetry.EntityId;
import nightshift.simulate.trial.WorldCatalogue;
import nightshift.simulate.world.design.FaultKind;
import nightshift.simulate.world.layout.ServiceId;
import org.junit.jupiter.api.Test;

/// Both sides of every threshold of the exam's verdicts.
class WorldJudgeTest {
    private static final int ONSET = 3600;
    private static final int FELT = 3700;
    private static final int ENDS = 4800;
    private static final ServiceId ORDERS = new ServiceId("shop", "orders");
    private static final ServiceId CART = new ServiceId("shop", "cart");
    private static final EntityId ROOT = EntityId.service("shop", "orders");
    private static final EntityId OTHER = EntityId.service("shop", "cart");
    private static final WorldTruth.Remedy RECYCLE = new WorldTruth.Remedy("pool.recycle", ORDERS);
    private static final WorldTruth.Fare UNHARMED = new WorldTruth.Fare(100, 100, 0, 0);

    @Test
    void anIncidentSixtySecondsAfterUsersFeltItIsInTimeAndOneLaterIsNot() {
        assertThat(seen(leak(10), opened(FELT + 60))).isTrue();
        assertThat(seen(leak(10), opened(FELT + 61))).isFalse();
    }

    @Test
    void aRootThatExportsEveryMinuteHasThreeExports() {
        assertThat(seen(leak(60), opened(FELT + 180))).isTrue();
        assertThat(seen(leak(60), opened(FELT + 181))).isFalse();
    }

    @Test
    void anIncidentFromBeforeTheFaultDoesNotCount() {
        assertThat(seen(leak(10), opened(ONSET))).isTrue();
        assertThat(seen(leak(10), opened(ONSET - 1))).isFalse();
    }

    @Test
    void whatUsersNeverFeltMayBeSeenUntilTheEnd() {
        // Given
        WorldTruth.Fault unfelt = new WorldTruth.Fault(
                FaultKind.LEAKED_POOL, List.of(root(ORDERS)), Set.of(RECYCLE), ONSET, OptionalInt.empty(), 10, true);

        // Then
        assertThat(seen(unfelt, opened(ENDS))).isTrue();
        assertThat(judge(List.of(unfelt), List.of(), UNHARMED, said())
                        .faults()
                        .getFirst()
                        .seen())
                .isFalse();
    }

    @Test
    void theRootMustBeFirstInTheFirstStatement() {
        // Given
        Testimony.Said right = statement(FELT, ROOT, OTHER);
        Testimony.Said wrong = statement(FELT, OTHER, ROOT);

        // Then
        assertThat(right(leak(10), right, wrong)).isTrue();
        assertThat(right(leak(10), wrong, right)).isFalse();
    }

    @Test
    void aNamesakeInAnotherNamespaceIsNotTheRoot() {
        assertThat(right(leak(10), statement(FELT, EntityId.service("billing", "orders"))))
                .isFalse();
        assertThat(right(leak(10), statement(FELT, EntityId.instance("shop", "orders", "orders-1"))))
                .isTrue();
    }

    @Test
    void aMissingNamespaceIsUnderstoodWhereNobodyElseHasTheName() {
        // Given
        Testimony.Said bare = statement(FELT, EntityId.service("", "orders"));
        WorldTruth.Fault ambiguous = fault(10, OptionalInt.of(FELT), new WorldTruth.Root(ORDERS, true, false));

        // Then
        assertThat(right(leak(10), bare)).isTrue();
        assertThat(right(ambiguous, bare)).isFalse();
    }

    @Test
    void whatIsNotOursIsKnownByItsNameOrItsHost() {
        // Given
        WorldTruth.Root database = new WorldTruth.Root(new ServiceId("data", "orders-db"), false, true);
        WorldTruth.Fault slow = fault(10, OptionalInt.of(FELT), database);

        // Then
        assertThat(right(slow, statement(FELT, EntityId.database("shop", "orders-db"))))
                .isTrue();
        assertThat(right(slow, statement(FELT, EntityId.database("", "orders-db.data.svc.cluster.local"))))
                .isTrue();
        assertThat(right(slow, statement(FELT, EntityId.database("shop", "orders-db-2"))))
                .isFalse();
    }

    @Test
    void bothEndsOfALinkAreItsRoot() {
        // Given
        WorldTruth.Fault link = fault(10, OptionalInt.of(FELT), root(ORDERS), root(CART));

        // Then
        assertThat(right(link, statement(FELT, OTHER))).isTrue();
        assertThat(right(link, statement(FELT, EntityId.service("shop", "search"))))
                .isFalse();
    }

    @Test
    void anotherFaultsRootTakesNoRankAway() {
        // Given
        WorldTruth.Fault first = leak(10);
        WorldTruth.Fault second = new WorldTruth.Fault(
                FaultKind.BAD_VERSION, List.of(root(CART)), Set.of(), ONSET + 60, OptionalInt.of(FELT), 10, false);
        Testimony said = said(new Testimony.Case(
                "i", FELT, ENDS, List.of(statement(FELT, ROOT, OTHER, EntityId.service("shop", "search")))));

        // When
        WorldVerdict both = judge(List.of(first, second), List.of(), UNHARMED, said);
        WorldVerdict alone = judge(List.of(second), List.of(), UNHARMED, said);

        // Then
        assertThat(both.faults()).extracting(WorldVerdict.OnFault::right).containsExactly(true, true);
        assertThat(alone.faults()).extracting(WorldVerdict.OnFault::right).containsExactly(false);
    }

    @Test
    void aFaultThatJoinsAnOpenIncidentIsJudgedByWhatIsSaidOnceItIsFelt() {
        // Given
        WorldTruth.Fault first = leak(10);
        WorldTruth.Fault second = new WorldTruth.Fault(
                FaultKind.BAD_VERSION,
                List.of(root(CART)),
                Set.of(),
                FELT + 100,
                OptionalInt.of(FELT + 150),
                10,
                false);
        Testimony said = said(new Testimony.Case(
                "i", FELT, ENDS, List.of(statement(FELT, ROOT), statement(FELT + 160, OTHER, ROOT))));

        // Then
        assertThat(judge(List.of(first, second), List.of(), UNHARMED, said).faults())
                .extracting(WorldVerdict.OnFault::right)
                .containsExactly(true, true);
    }

    @Test
    void theKindMustFitTheFault() {
        assertThat(kind(FailureKind.SATURATION)).isTrue();
        assertThat(kind(FailureKind.CRASH)).isFalse();
    }

    @Test
    void healedTakesAnAcceptedRemedyOnTheRootAndUsersWhoAreBack() {
        // Given
        WorldTruth.Deed recycled = new WorldTruth.Deed(FELT + 100, "pool.recycle", "shop", "orders");
        WorldTruth.Fault stillBad = new WorldTruth.Fault(
                FaultKind.LEAKED_POOL, List.of(root(ORDERS)), Set.of(RECYCLE), ONSET, OptionalInt.of(FELT), 10, false);

        // Then
        assertThat(healed(leak(10), recycled)).isTrue();
        assertThat(healed(stillBad, recycled)).isFalse();
        assertThat(healed(leak(10), new WorldTruth.Deed(ONSET - 1, "pool.recycle", "shop", "orders")))
                .isFalse();
        assertThat(judge(List.of(leak(10)), List.of(), UNHARMED, said())
                        .faults()
                        .getFirst()
                        .healed())
                .isFalse();
    }

    @Test
    void aSuggestionIsAProposalAndAVetoIsNone() {
        assertThat(proposed("pool.recycle", ROOT, true)).isTrue();
        assertThat(proposed("pool.recycle", ROOT, false)).isFalse();
        assertThat(proposed("pool.recycle", OTHER, true)).isFalse();
        assertThat(proposed("workload.scale", ROOT, true)).isFalse();
    }

    @Test
    void whateverIsNoAcceptedRemedyOfAPresentFaultOnItsRootIsAFalseAction() {
        assertThat(falseActions(new WorldTruth.Deed(ONSET, "pool.recycle", "shop", "orders")))
                .isEmpty();
        assertThat(falseActions(new WorldTruth.Deed(ONSET - 1, "pool.recycle", "shop", "orders")))
                .hasSize(1);
        assertThat(falseActions(new WorldTruth.Deed(ONSET, "pool.recycle", "billing", "orders")))
                .hasSize(1);
        assertThat(falseActions(new WorldTruth.Deed(ONSET, "workload.scale", "shop", "orders")))
                .hasSize(1);
    }

    @Test
    void inAWorldWithoutAFaultAnyActionIsFalse() {
        // Given
        WorldTruth.Deed deed = new WorldTruth.Deed(ONSET, "workload.restart", "shop", "orders");

        // When
        WorldVerdict verdict = judge(List.of(), List.of(deed), UNHARMED, said());

        // Then
        assertThat(verdict.falseActions()).hasSize(1);
        assertThat(verdict.failures()).containsExactly("false action");
    }

    @Test
    void moreErrorSecondsThanTheTwinAndItsToleranceAreHarm() {
        assertThat(harmful(new WorldTruth.Fare(110, 100, 0, 0))).isFalse();
        assertThat(harmful(new WorldTruth.Fare(110.1, 100, 0, 0))).isTrue();
    }

    @Test
    void moreSecondsWorseThanBetterAreHarmToo() {
        assertThat(harmful(new WorldTruth.Fare(100, 100, 160, 100))).isFalse();
        assertThat(harmful(new WorldTruth.Fare(100, 100, 161, 100))).isTrue();
    }

    @Test
    void pagesAreCountedAndFailOnlyWhereNothingIsWrong() {
        // Given
        Testimony paged =
                new Testimony(List.of(), List.of(new Testimony.Wish(FELT, "escalate", ROOT, "DONE", true, true)));

        // Then
        assertThat(judge(List.of(), List.of(), UNHARMED, paged).failures()).containsExactly("page on a trap");
        assertThat(judge(List.of(leak(10)), List.of(), UNHARMED, paged).pages()).isEqualTo(1);
        assertThat(judge(List.of(leak(10)), List.of(), UNHARMED, paged).failures())
                .doesNotContain("page on a trap");
    }

    @Test
    void fewerThanAHundredAndTwentyWindowsBeforeTheOnsetAreYoung() {
        assertThat(young(30)).isFalse();
        assertThat(young(31)).isTrue();
    }

    private static boolean seen(WorldTruth.Fault fault, Testimony.Case incident) {
        return judge(List.of(fault), List.of(), UNHARMED, said(incident))
                .faults()
                .getFirst()
                .seen();
    }

    private static boolean right(WorldTruth.Fault fault, Testimony.Said... statements) {
        Testimony said = said(new Testimony.Case("i", FELT, ENDS, List.of(statements)));
        return judge(List.of(fault), List.of(), UNHARMED, said)
                .faults()
                .getFirst()
                .right();
    }

    private static boolean kind(FailureKind named) {
        Testimony.Said statement = new Testimony.Said(FELT, List.of(new Testimony.Blame(ROOT, named)));
        Testimony said = said(new Testimony.Case("i", FELT, ENDS, List.of(statement)));
        return judge(List.of(leak(10)), List.of(), UNHARMED, said)
                .faults()
                .getFirst()
                .kindRight();
    }

    private static boolean healed(WorldTruth.Fault fault, WorldTruth.Deed deed) {
        return judge(List.of(fault), List.of(deed), UNHARMED, said())
                .faults()
                .getFirst()
                .healed();
    }

    private static boolean proposed(String type, EntityId target, boolean putForward) {
        Testimony said = new Testimony(
                List.of(), List.of(new Testimony.Wish(FELT, type, target, "SUGGESTED", putForward, false)));
        return judge(List.of(leak(10)), List.of(), UNHARMED, said)
                .faults()
                .getFirst()
                .proposed();
    }

    private static List<String> falseActions(WorldTruth.Deed deed) {
        return judge(List.of(leak(10)), List.of(deed), UNHARMED, said()).falseActions();
    }

    private static boolean harmful(WorldTruth.Fare fare) {
        return judge(List.of(leak(10)), List.of(), fare, said()).harmful();
    }

    private static boolean young(int step) {
        return judge(List.of(leak(step)), List.of(), UNHARMED, said())
                .faults()
                .getFirst()
                .young();
    }

    private static WorldVerdict judge(
            List<WorldTruth.Fault> faults, List<WorldTruth.Deed> deeds, WorldTruth.Fare fare, Testimony said) {
        return new WorldJudge(WorldCatalogue.shipped()).judge(new WorldTruth(faults, deeds, fare, ENDS), said);
    }

    private static WorldTruth.Fault leak(int step) {
        return fault(step, OptionalInt.of(FELT), root(ORDERS));
    }

    private static WorldTruth.Fault fault(int step, OptionalInt felt, WorldTruth.Root... roots) {
        return new WorldTruth.Fault(FaultKind.LEAKED_POOL, List.of(roots), Set.of(RECYCLE), ONSET, felt, step, true);
    }

    private static WorldTruth.Root root(ServiceId service) {
        return new WorldTruth.Root(service, true, true);
    }

    private static Testimony.Case opened(int second) {
        return new Testimony.Case("i", second, Integer.MAX_VALUE, List.of(statement(second, ROOT)));
    }

    private static Testimony.Said statement(int second, EntityId... blamed) {
        return new Testimony.Said(
                second,
                List.of(blamed).stream()
                        .map(entity -> new Testimony.Blame(entity, FailureKind.SATURATION))
                        .toList());
    }

    private static Testimony said(Testimony.Case... incidents) {
        return new Testimony(List.of(incidents), List.of());
    }
}
