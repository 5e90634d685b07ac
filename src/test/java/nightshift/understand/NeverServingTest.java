package nightshift.understand;

import static nightshift.understand.HandMadeShop.CALL_ERRORS;
import static nightshift.understand.HandMadeShop.CART;
import static nightshift.understand.HandMadeShop.ERRORS;
import static nightshift.understand.HandMadeShop.GATEWAY;
import static nightshift.understand.HandMadeShop.LATENCY;
import static nightshift.understand.HandMadeShop.RATE;
import static nightshift.understand.HandMadeShop.READY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import nightshift.fact.FailureKind;
import nightshift.fact.inventory.Deployed;
import nightshift.fact.inventory.Release;
import nightshift.fact.inventory.Replica;
import nightshift.fact.inventory.Replica.Readiness;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import org.junit.jupiter.api.Test;

/// A new version that takes no requests, of which there is nothing to compare.
class NeverServingTest {
    private static final int THREE_MINUTES = 18;

    private final HandMadeShop shop = HandMadeShop.warm();

    @Test
    void aVersionOfWhichNoReplicaBecomesReadyIsToBlameThoughNothingIsSentByVersion() {
        // Given
        shop.deploy(CART, "v2", "v1");
        shop.set(CART, READY, 0.5);
        shop.runs(workload(1, replica("new", Readiness.UNREADY, shop.now())));
        // When
        shop.windows(THREE_MINUTES - 1);
        // Then
        assertThat(shop.belief().regressions()).isEmpty();
        shop.windows(2);
        assertThat(shop.belief().regressions()).singleElement().satisfies(found -> {
            assertThat(found.entity()).isEqualTo(CART);
            assertThat(found.signal()).isEqualTo(READY.name());
            assertThat(found.previousVersion()).isEqualTo("v1");
            assertThat(found.confidence()).isGreaterThan(0.95);
        });
        assertThat(shop.incidents())
                .singleElement()
                .satisfies(incident -> assertThat(incident.kind()).isEqualTo(FailureKind.BAD_DEPLOYMENT));
    }

    @Test
    void aRolloutThatLeavesLessThanHalfOfTheReplicasIsTroubleBeforeItIsPlainThatItNeverEnds() {
        // Given
        shop.deploy(CART, "v2", "v1");
        shop.set(CART, READY, 0.33);
        // When, Then
        shop.windows(8);
        assertThat(shop.incidents()).isEmpty();
        shop.windows(2);
        shop.blames(CART, FailureKind.BAD_DEPLOYMENT);
    }

    @Test
    void aRolloutThatLeavesHalfOfTheReplicasIsGivenItsTime() {
        shop.deploy(CART, "v2", "v1");
        shop.set(CART, READY, 0.5);
        shop.windows(THREE_MINUTES);
        assertThat(shop.incidents()).isEmpty();
    }

    @Test
    void replicasThatAreMissingAreHeldAgainstAllThatAreWantedAndNotAgainstTheLastMinute() {
        shop.deploy(CART, "v2", "v1");
        shop.set(CART, READY, 0.33);
        shop.windows(THREE_MINUTES);
        assertThat(shop.incidents())
                .singleElement()
                .satisfies(incident -> assertThat(incident.symptoms())
                        .singleElement()
                        .extracting(symptom -> symptom.expected().forecast())
                        .isEqualTo(1.0));
    }

    @Test
    void anEntryOfWhichNoReplicaTakesRequestsIsFeltByPeopleWhoSendNoTelemetry() {
        // Given
        shop.deploy(GATEWAY, "v2", "v1");
        shop.set(GATEWAY, READY, 0);
        shop.drop(GATEWAY, RATE);
        // When, Then
        shop.windows(2);
        assertThat(shop.incidents()).isEmpty();
        shop.window();
        shop.blames(GATEWAY, FailureKind.BAD_DEPLOYMENT);
    }

    @Test
    void whoAnswersIsNotDownWhateverIsSaidOfItsReplicas() {
        shop.deploy(GATEWAY, "v2", "v1");
        shop.set(GATEWAY, READY, 0);
        shop.windows(5);
        assertThat(shop.incidents()).isEmpty();
    }

    @Test
    void hardlyAnybodyMissesAServiceThatIsHardlyEverAsked() {
        // Given
        EntityId report = EntityId.service("shop", "report");
        shop.set(report, READY, 1);
        shop.set(report, RATE, 0.2);
        shop.windows(150);
        // When
        shop.deploy(report, "v2", "v1");
        shop.set(report, READY, 0);
        shop.drop(report, RATE);
        shop.windows(5);
        // Then
        assertThat(shop.incidents()).isEmpty();
    }

    @Test
    void aRolloutThatMakesProgressIsNotBlamedHoweverLongItTakes() {
        // Given
        shop.deploy(CART, "v2", "v1");
        shop.set(CART, READY, 0.6);
        Instant began = shop.now();
        // When
        shop.runs(workload(1, replica("one", Readiness.READY, began), replica("two", Readiness.UNREADY, began)));
        shop.windows(2 * THREE_MINUTES);
        // Then
        assertThat(shop.belief().regressions()).isEmpty();
    }

    @Test
    void aVersionThatWaitsBesideAWholeFleetIsMissedByNobody() {
        shop.deploy(CART, "v2", "v1");
        shop.set(CART, READY, 0.6);
        shop.runs(workload(2, replica("new", Readiness.UNREADY, shop.now())));
        shop.windows(2 * THREE_MINUTES);
        assertThat(shop.belief().regressions()).isEmpty();
    }

    @Test
    void aReplicaThatBeginsBesideAllThatAreWantedIsNoSignOfACrash() {
        // Given
        shop.set(CART, READY, 0.5);
        shop.runs(workload(2, replica("new", Readiness.UNREADY, shop.now())));
        // When
        shop.slow(CART, 1.2);
        shop.windows(4);
        // Then
        shop.blames(CART, FailureKind.SLOW_BY_ITSELF);
    }

    @Test
    void aReplicaThatBeginsInPlaceOfOneThatIsWantedIsASign() {
        // Given
        shop.set(CART, READY, 0.5);
        shop.runs(workload(1, replica("new", Readiness.UNREADY, shop.now())));
        // When
        shop.slow(CART, 1.2);
        shop.windows(4);
        // Then
        shop.blames(CART, FailureKind.CRASH);
    }

    @Test
    void replicasThatWereThereBeforeSayNothingAboutTheVersion() {
        Instant before = shop.now().minusSeconds(600);
        shop.deploy(CART, "v2", "v1");
        shop.set(CART, READY, 0.5);
        shop.runs(workload(1, replica("old", Readiness.UNREADY, before)));
        shop.windows(2 * THREE_MINUTES);
        assertThat(shop.belief().regressions()).isEmpty();
    }

    @Test
    void aVersionThatIsHeardAndAnswersNobodyIsToBlameWhileCallersFail() {
        // Given
        oldVersionAnswers();
        Instant began = begins();
        // When
        shop.call(GATEWAY, CART, CALL_ERRORS, 0.6);
        shop.windows(THREE_MINUTES + 1);
        // Then
        assertThat(shop.belief().regressions()).singleElement().satisfies(found -> {
            assertThat(found.entity()).isEqualTo(CART);
            assertThat(found.signal()).isEqualTo(RATE.name());
            assertThat(found.after()).isZero();
            assertThat(found.since()).isEqualTo(began);
        });
    }

    @Test
    void aVersionOfWhichNothingIsHeardIsToBlameWhileCallersFail() {
        // Given
        shop.deploy(CART, "v2", "v1");
        shop.silence(CART);
        shop.call(GATEWAY, CART, CALL_ERRORS, 1);
        // When, Then
        assertThat(shop.windows(THREE_MINUTES - 1).regressions()).isEmpty();
        assertThat(shop.windows(2).regressions()).singleElement().satisfies(found -> {
            assertThat(found.entity()).isEqualTo(CART);
            assertThat(found.signal()).isEqualTo(RATE.name());
            assertThat(found.previousVersion()).isEqualTo("v1");
        });
        shop.blames(CART, FailureKind.BAD_DEPLOYMENT);
    }

    @Test
    void aServiceThatFellSilentLongAfterItsChangeIsNotItsVersionsDoing() {
        shop.deploy(CART, "v2", "v1");
        shop.windows(THREE_MINUTES + 1);
        shop.silence(CART);
        shop.call(GATEWAY, CART, CALL_ERRORS, 1);
        assertThat(shop.windows(2 * THREE_MINUTES).regressions()).isEmpty();
    }

    @Test
    void aVersionThatDoesNotReportAndIsMissedByNobodyIsWell() {
        shop.deploy(CART, "v2", "v1");
        shop.silence(CART);
        assertThat(shop.windows(2 * THREE_MINUTES).regressions()).isEmpty();
    }

    @Test
    void processesThatDoNotSayTheirVersionAndAnswerNobodyAreTheChangesDoing() {
        // Given
        shop.deploy(CART, "v2", "v1");
        shop.drop(CART, RATE);
        shop.call(GATEWAY, CART, CALL_ERRORS, 1);
        // When, Then
        assertThat(shop.windows(THREE_MINUTES - 1).regressions()).isEmpty();
        assertThat(shop.windows(2).regressions()).singleElement().satisfies(found -> {
            assertThat(found.signal()).isEqualTo(RATE.name());
            assertThat(found.previousVersion()).isEqualTo("v1");
        });
        shop.blames(CART, FailureKind.BAD_DEPLOYMENT);
    }

    @Test
    void whoAnsweredLongAfterTheChangeStoppedForAnotherReason() {
        shop.deploy(CART, "v2", "v1");
        shop.windows(THREE_MINUTES + 1);
        shop.drop(CART, RATE);
        shop.call(GATEWAY, CART, CALL_ERRORS, 1);
        assertThat(shop.windows(THREE_MINUTES + 2).regressions()).isEmpty();
    }

    @Test
    void processesOfWhichTheirPlatformSaysThatTheyAreReadyAreNotAsked() {
        shop.deploy(CART, "v2", "v1");
        shop.runs(workload(1, replica("new", Readiness.READY, shop.now())));
        shop.drop(CART, RATE);
        shop.call(GATEWAY, CART, CALL_ERRORS, 1);
        assertThat(shop.windows(THREE_MINUTES + 2).regressions()).isEmpty();
    }

    @Test
    void whoIsNotAskedAnyMoreIsMissedByNobody() {
        shop.deploy(CART, "v2", "v1");
        shop.drop(CART, RATE);
        assertThat(shop.windows(2 * THREE_MINUTES).regressions()).isEmpty();
    }

    @Test
    void aVersionInReserveHurtsNobody() {
        oldVersionAnswers();
        begins();
        shop.windows(2 * THREE_MINUTES);
        assertThat(shop.belief().regressions()).isEmpty();
    }

    @Test
    void aVersionThatAnswersIsComparedByWhatItAnswers() {
        oldVersionAnswers();
        begins();
        shop.call(GATEWAY, CART, CALL_ERRORS, 0.6);
        shop.setVersion(CART, ERRORS, "v2", 0.001);
        shop.windows(2 * THREE_MINUTES);
        assertThat(shop.belief().regressions()).isEmpty();
    }

    @Test
    void aPodTemplateOfWhichNoReplicaBecomesReadyIsToBlameThoughItsProgramNeverSpoke() {
        shop.deploy(CART, "5c8d9f7b4d", "v1");
        shop.set(CART, READY, 0.5);
        shop.runs(rolledOut(new Release.Version("", "", "5c8d9f7b4d")));
        shop.windows(THREE_MINUTES + 1);
        assertThat(shop.belief().regressions())
                .singleElement()
                .satisfies(found -> assertThat(found.previousVersion()).isEqualTo("v1"));
    }

    @Test
    void aPodTemplateThatTurnsOutToRunTheSameVersionIsNothingToGoBackFrom() {
        shop.deploy(CART, "5c8d9f7b4d", "v1");
        shop.set(CART, READY, 0.5);
        shop.runs(rolledOut(new Release.Version("v1", "", "5c8d9f7b4d")));
        shop.windows(THREE_MINUTES + 1);
        assertThat(shop.belief().regressions()).isEmpty();
    }

    private Deployed rolledOut(Release.Version version) {
        Replica fresh = replica("new", Readiness.UNREADY, shop.now());
        Replica running = new Replica(fresh.id(), "", version, fresh.readiness(), 0, null, fresh.since());
        return workload(1, running).having(OptionalInt.of(2), List.of(new Release(version, shop.now(), null)));
    }

    private void oldVersionAnswers() {
        shop.setVersion(CART, LATENCY, "v1", 0.05);
        shop.setVersion(CART, ERRORS, "v1", 0.001);
        shop.windows(30);
    }

    private Instant begins() {
        Instant began = shop.now();
        shop.deploy(CART, "v2", "v1");
        shop.runs(new Deployed(
                CART,
                List.of(CART),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                List.of(),
                List.of(new Release(new Release.Version("v2", "", ""), began, null))));
        return began;
    }

    private static Deployed workload(int available, Replica... replicas) {
        return new Deployed(
                EntityId.workload("shop", "cart"),
                List.of(CART),
                OptionalInt.of(2),
                OptionalInt.of(available),
                OptionalInt.empty(),
                List.of(replicas),
                List.of());
    }

    private static Replica replica(String name, Readiness readiness, Instant since) {
        EntityId pod = EntityId.of(EntityKind.POD, "", "shop", "cart", name);
        return new Replica(pod, "", Release.Version.UNKNOWN, readiness, 0, null, since);
    }
}
