package nightshift.understand;

import static nightshift.understand.HandMadeShop.CALL;
import static nightshift.understand.HandMadeShop.CALL_ERRORS;
import static nightshift.understand.HandMadeShop.CALL_RATE;
import static nightshift.understand.HandMadeShop.CART;
import static nightshift.understand.HandMadeShop.CATALOGUE;
import static nightshift.understand.HandMadeShop.CLIENT_ERRORS;
import static nightshift.understand.HandMadeShop.CLIENT_RATE;
import static nightshift.understand.HandMadeShop.CPU;
import static nightshift.understand.HandMadeShop.DATABASE;
import static nightshift.understand.HandMadeShop.ERRORS;
import static nightshift.understand.HandMadeShop.GATEWAY;
import static nightshift.understand.HandMadeShop.LATENCY;
import static nightshift.understand.HandMadeShop.LOGS;
import static nightshift.understand.HandMadeShop.MEMORY;
import static nightshift.understand.HandMadeShop.MESH_ERRORS;
import static nightshift.understand.HandMadeShop.PENDING;
import static nightshift.understand.HandMadeShop.PROCESSOR;
import static nightshift.understand.HandMadeShop.RATE;
import static nightshift.understand.HandMadeShop.READY;
import static nightshift.understand.HandMadeShop.SPAN_RATE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nightshift.KnownSignals;
import nightshift.fact.Cause;
import nightshift.fact.FailureKind;
import nightshift.fact.IncidentState;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Signal;
import org.junit.jupiter.api.Test;

/// What speaks for a cause, what takes it off, and what is left of a belief when the symptoms go.
class EvidenceTest {
    private static final Signal VOLUME = KnownSignals.signal("k8s.volume.share");

    private final HandMadeShop shop = HandMadeShop.warm();

    @Test
    void callerOfASlowDatabaseIsNotBlamedByItsOwnCallers() {
        // Given the catalogue calls the cart, and is the database's other caller
        shop.call(CATALOGUE, CART, CALL, 0.045);
        shop.call(CATALOGUE, CART, CALL_RATE, 40);
        shop.windows(150);
        // When the cart's queries alone are slow
        shop.call(CART, DATABASE, CALL, 0.8);
        shop.slow(CART, 0.85);
        shop.call(CATALOGUE, CART, CALL, 0.85);
        shop.windows(6);
        // Then
        shop.blames(DATABASE, FailureKind.DEPENDENCY_SLOW);
    }

    @Test
    void databaseWhoseVolumeIsFullIsBlamedForIt() {
        // Given a volume of what the database runs as
        EntityId runsAs = EntityId.workload("shop", DATABASE.name());
        shop.setSplit(runsAs, VOLUME, "k8s.volume.name", "data", 0.6);
        shop.windows(120);
        // When writes find no room
        shop.setSplit(runsAs, VOLUME, "k8s.volume.name", "data", 0.99);
        for (EntityId caller : List.of(CART, CATALOGUE)) {
            shop.set(caller, ERRORS, 0.3);
            shop.call(caller, DATABASE, CALL_ERRORS, 0.3);
        }
        shop.windows(6);
        // Then
        shop.blames(DATABASE, FailureKind.SATURATION);
        assertThat(shop.belief().causes().getFirst().because()).contains("volume");
    }

    @Test
    void volumeThatHasAlwaysBeenNearlyFullSpeaksForNobody() {
        // Given
        EntityId runsAs = EntityId.workload("shop", DATABASE.name());
        shop.setSplit(runsAs, VOLUME, "k8s.volume.name", "data", 0.92);
        shop.windows(120);
        // When
        shop.call(CART, DATABASE, CALL, 0.8);
        shop.slow(CART, 0.85);
        shop.windows(6);
        // Then
        assertThat(shop.belief().causes().getFirst().because()).doesNotContain("volume");
    }

    @Test
    void serviceThatAllItsCallersDenyIsNotBelieved() {
        // When a library reports milliseconds as seconds
        shop.set(CART, LATENCY, 50);
        shop.windows(30);
        // Then
        assertThat(shop.incidents()).isEmpty();
    }

    @Test
    void serviceThatIsCalledByMoreThanItsCallersIsBelieved() {
        // Given three of four requests come from elsewhere
        shop.call(GATEWAY, CART, CALL_RATE, 10);
        shop.windows(150);
        // When
        shop.set(CART, LATENCY, 0.5);
        shop.windows(6);
        // Then
        shop.blames(CART, FailureKind.SLOW_BY_ITSELF);
    }

    @Test
    void timeThatIsLostOnTheWaySpeaksForTheEndAllOfWhoseCallsLoseIt() {
        // When
        shop.call(GATEWAY, CART, CALL, 0.4);
        shop.set(GATEWAY, LATENCY, 0.4);
        shop.windows(6);
        // Then
        shop.blames(CART, FailureKind.DEPENDENCY_SLOW);
        assertThat(shop.belief().causes().getFirst().because()).contains("on the way");
    }

    @Test
    void fewCallsThatBecomeFarSlowerOpenOneThoughNoServiceIs() {
        // When
        shop.call(GATEWAY, CART, CALL, 0.4);
        shop.windows(6);
        // Then
        shop.blames(CART);
    }

    @Test
    void callsThatFailSpeakForWhomTheyGoToThoughNobodyElseFeelsIt() {
        // Given a proxy beside the caller counts them
        EntityId partner = EntityId.service("shop", "partner");
        shop.set(partner, LATENCY, 0.05);
        shop.call(CART, partner, MESH_ERRORS, 0);
        shop.windows(150);
        // When handshakes fail, of which the partner hears nothing and without which the cart can do
        shop.call(CART, partner, MESH_ERRORS, 0.17);
        shop.windows(8);
        // Then
        shop.blames(partner, FailureKind.DEPENDENCY_SLOW);
    }

    @Test
    void whoseCallsFailIsNotToBlameThoughNobodySaysWhomItCalls() {
        // Given a client that tells how calls go and not to whom
        EntityId report = EntityId.service("shop", "report");
        shop.set(report, ERRORS, 0.001);
        shop.set(report, RATE, 40);
        shop.set(report, CLIENT_ERRORS, 0.001);
        shop.set(report, CLIENT_RATE, 40);
        shop.windows(150);
        // When
        shop.set(report, CLIENT_ERRORS, 0.4);
        shop.set(report, ERRORS, 0.4);
        shop.windows(6);
        // Then
        assertThat(shop.incidents()).hasSize(1);
        assertThat(shop.belief().causes().getFirst().entity()).isEqualTo(EntityId.NOT_IN_VIEW);
    }

    @Test
    void callsOfSampledTracesAreHeldAgainstTheRequestsOfTheSameTraces() {
        // Given one trace of ten is kept
        shop.set(CART, SPAN_RATE, 4);
        cartCallsTheCatalogue(4);
        // When all that fails in the cart fails in the catalogue
        shop.set(CATALOGUE, ERRORS, 0.5);
        catalogueFailsTheCart();
        // Then
        shop.blames(CATALOGUE);
        assertThat(shop.belief().causes().getFirst().probability()).isGreaterThan(0.9);
    }

    @Test
    void whoLogsTheFailuresOfWhomItCallsIsNotToBlameForThem() {
        // Given
        cartCallsTheCatalogue(40);
        // When
        shop.setSplit(CART, LOGS, "severity", "error", 20);
        catalogueFailsTheCart();
        // Then
        shop.blames(CATALOGUE);
        assertThat(shop.belief().causes().getFirst().probability()).isGreaterThan(0.5);
    }

    private void cartCallsTheCatalogue(double timesASecond) {
        shop.call(CART, CATALOGUE, CALL_RATE, timesASecond);
        shop.call(CART, CATALOGUE, CALL_ERRORS, 0);
        shop.windows(150);
    }

    /// Half of the calls fail, and so does half of what the cart answers.
    private void catalogueFailsTheCart() {
        shop.call(CART, CATALOGUE, CALL_ERRORS, 0.5);
        shop.set(CART, ERRORS, 0.5);
        shop.windows(6);
    }

    @Test
    void whoLogsErrorsThatNobodyHandedItIsToBlame() {
        // When
        shop.set(CART, ERRORS, 0.5);
        shop.setSplit(CART, LOGS, "severity", "error", 20);
        shop.windows(6);
        // Then
        shop.blames(CART);
        assertThat(shop.belief().causes().getFirst().because()).contains("logs");
    }

    @Test
    void whatIsTakenOffACallerSpeaksForACalleeTooYoungToBeUnusual() {
        // Given a provider that is called for a few windows only
        EntityId provider = EntityId.service("shop", "api.bank.example");
        shop.call(CART, provider, CALL, 0.02);
        shop.call(CART, provider, CALL_ERRORS, 0.001);
        shop.call(CART, provider, CALL_RATE, 40);
        shop.windows(8);
        // When its failures are all that the cart's and the gateway's are
        shop.call(CART, provider, CALL_ERRORS, 0.3);
        shop.failing(CART, 0.3);
        shop.windows(4);
        // Then
        shop.blames(provider, FailureKind.DEPENDENCY_SLOW);
    }

    @Test
    void callsThatAreNoLongerMadeSpeakForWhoMadeThem() {
        // When the cart gives up before it asks the database
        shop.call(CART, DATABASE, CALL_RATE, 1);
        shop.set(GATEWAY, ERRORS, 0.1);
        shop.windows(6);
        // Then
        assertThat(shop.incidents()).hasSize(1);
        assertThat(shop.belief().causes()).anySatisfy(cause -> {
            assertThat(cause.entity()).isEqualTo(CART);
            assertThat(cause.because()).contains("times a request");
        });
    }

    @Test
    void processorThatRunsAwayOpensOneThoughNobodyFeelsIt() {
        // Given
        shop.set(CART, PROCESSOR, 0.01);
        shop.windows(150);
        // When
        shop.set(CART, PROCESSOR, 0.9);
        shop.windows(12);
        // Then
        shop.blames(CART, FailureKind.SATURATION);
    }

    @Test
    void memoryThatGrewSaysWhoItWas() {
        // Given
        shop.set(CART, MEMORY, 130e6);
        shop.windows(150);
        // When its errors show at the gateway alone
        shop.set(CART, MEMORY, 320e6);
        shop.set(GATEWAY, ERRORS, 0.2);
        shop.windows(6);
        // Then
        assertThat(shop.belief().causes()).anySatisfy(cause -> {
            assertThat(cause.entity()).isEqualTo(CART);
            assertThat(cause.kind()).isEqualTo(FailureKind.SATURATION);
        });
    }

    @Test
    void memoryThatGrewWhileTheDatabaseIsSlowIsNotToBlame() {
        // Given
        shop.set(CART, MEMORY, 130e6);
        shop.windows(150);
        // When its requests wait and are held in memory
        shop.slowDatabase();
        shop.set(CART, MEMORY, 320e6);
        shop.windows(8);
        // Then
        assertThat(shop.belief().causes().getFirst().entity()).isEqualTo(HandMadeShop.DATABASE);
    }

    @Test
    void causeAndKindStayAsTheyWereWhileSymptomsRecede() {
        // Given
        shop.exhaustPool();
        shop.windows(8);
        Cause first = shop.belief().causes().getFirst();
        // When it goes down by and by
        for (double left : new double[] {0.5, 0.25, 0.12, 0.06}) {
            shop.set(CART, PENDING, Math.rint(9 * left));
            shop.slow(CART, 0.05 + left);
            shop.windows(2);
        }
        shop.recover();
        shop.windows(12);
        // Then
        assertThat(shop.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.state()).isEqualTo(IncidentState.CLOSED);
            assertThat(incident.entity()).isEqualTo(first.entity());
            assertThat(incident.kind()).isEqualTo(FailureKind.SATURATION);
            assertThat(incident.causes().getFirst().probability()).isGreaterThan(0.5);
        });
    }

    @Test
    void changeThatWasTakenBackIsNoSuspect() {
        // Given
        shop.deploy(CART, "v2", "v1");
        shop.deploy(CATALOGUE, "v2", "v1");
        shop.windows(2);
        shop.deploy(CATALOGUE, "v1", "v2");
        shop.windows(2);
        // When
        shop.set(CART, ERRORS, 0.3);
        shop.set(CATALOGUE, ERRORS, 0.3);
        shop.windows(6);
        // Then
        List<Cause> causes = shop.belief().causes();
        assertThat(causes)
                .filteredOn(cause -> cause.entity().equals(CART))
                .allSatisfy(cause -> assertThat(cause.because()).contains("deploy v2"));
        assertThat(causes)
                .filteredOn(cause -> cause.entity().equals(CATALOGUE))
                .isNotEmpty()
                .allSatisfy(cause -> assertThat(cause.because()).doesNotContain("deploy v2"));
    }

    @Test
    void replicasThatWereJustAskedForAreNotReadyAndNotDead() {
        // When
        shop.set(CART, CPU, 0.99);
        shop.slow(CART, 0.8);
        shop.windows(2);
        shop.scale(CART);
        shop.set(CART, READY, 0.6);
        shop.windows(4);
        // Then
        shop.blames(CART, FailureKind.SATURATION);
    }

    @Test
    void replicasThatAreNotReadyLongAfterTheyWereAskedForAreDead() {
        // Given
        shop.scale(CART);
        shop.windows(18);
        // When
        shop.set(CART, READY, 0);
        shop.set(CART, ERRORS, 0.5);
        shop.windows(10);
        // Then
        shop.blames(CART, FailureKind.CRASH);
    }
}
