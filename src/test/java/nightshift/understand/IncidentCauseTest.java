package nightshift.understand;

import static nightshift.understand.HandMadeShop.CALL_ERRORS;
import static nightshift.understand.HandMadeShop.CART;
import static nightshift.understand.HandMadeShop.CATALOGUE;
import static nightshift.understand.HandMadeShop.CPU;
import static nightshift.understand.HandMadeShop.DATABASE;
import static nightshift.understand.HandMadeShop.ERRORS;
import static nightshift.understand.HandMadeShop.GATEWAY;
import static nightshift.understand.HandMadeShop.LATENCY;
import static nightshift.understand.HandMadeShop.LOGS;
import static nightshift.understand.HandMadeShop.PROCESSOR;
import static nightshift.understand.HandMadeShop.RATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nightshift.KnownSignals;
import nightshift.fact.Cause;
import nightshift.fact.FailureKind;
import nightshift.fact.Incident;
import nightshift.fact.IncidentState;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Signal;
import org.junit.jupiter.api.Test;

/// Who is blamed, and for what kind of failure.
class IncidentCauseTest {
    private static final Signal LOOP = KnownSignals.signal("nodejs.eventloop.utilization");

    private static final Signal HELD = KnownSignals.signal("db.client.connection.use_time");

    private final HandMadeShop shop = HandMadeShop.warm();

    @Test
    void exhaustedPoolIsOneIncidentOfItsOwnerWithinAMinute() {
        // When
        shop.exhaustPool();
        Instant fault = shop.now();
        shop.windows(6);
        // Then
        assertThat(shop.incidents()).singleElement().satisfies(incident -> {
            assertThat(Duration.between(fault, incident.openedAt())).isLessThanOrEqualTo(Duration.ofMinutes(1));
            assertThat(incident.entity()).isEqualTo(CART);
            assertThat(incident.kind()).isEqualTo(FailureKind.SATURATION);
            assertThat(incident.state()).isEqualTo(IncidentState.OPEN);
            assertThat(incident.title()).contains("cart");
        });
        Cause first = shop.belief().causes().getFirst();
        assertThat(first.entity()).isEqualTo(CART);
        assertThat(first.probability()).isGreaterThan(0.5);
        assertThat(first.path()).containsExactly(GATEWAY, CART);
        assertThat(first.because()).contains("pending_requests");
    }

    @Test
    void aPoolIsFullByTheDatabaseWhileItsConnectionsAreHeldForLonger() {
        // Given one of the database's callers says how long it holds connections
        hold(0.01);
        shop.windows(150);
        // When
        shop.exhaustPool();
        hold(1.1);
        shop.windows(6);
        // Then
        shop.blames(DATABASE);
    }

    @Test
    void aPoolIsFullByItselfWhileItsConnectionsAreHeldAsEver() {
        // Given
        hold(0.01);
        shop.windows(150);
        // When
        shop.exhaustPool();
        shop.windows(6);
        // Then
        assertThat(shop.belief().causes().getFirst().entity()).isEqualTo(CART);
    }

    private void hold(double seconds) {
        shop.set(CART, HELD, seconds);
        shop.call(CART, DATABASE, HELD, seconds);
    }

    @Test
    void causesSumToOneWithNotInViewAmongThem() {
        // When
        shop.exhaustPool();
        shop.windows(6);
        // Then
        List<Cause> causes = shop.belief().causes();
        assertThat(causes.stream().mapToDouble(Cause::probability).sum()).isCloseTo(1, within(1e-9));
        assertThat(causes).extracting(Cause::entity).contains(EntityId.NOT_IN_VIEW);
    }

    @Test
    void databaseThatAllItsCallersSeeSlowIsTheCause() {
        // When
        shop.slowDatabase();
        shop.windows(6);
        // Then
        assertThat(shop.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.entity()).isEqualTo(DATABASE);
            assertThat(incident.kind()).isEqualTo(FailureKind.DEPENDENCY_SLOW);
            assertThat(incident.symptoms()).hasSizeGreaterThanOrEqualTo(7);
        });
        assertThat(shop.belief().causes().getFirst().path()).containsExactly(GATEWAY, CART, DATABASE);
    }

    @Test
    void errorsBornInAServiceAreItsOwnAndNotItsCallers() {
        // When
        shop.failing(CART, 0.3);
        shop.setSplit(CART, LOGS, "severity", "error", 12);
        shop.windows(6);
        // Then
        shop.blames(CART);
    }

    @Test
    void slowGatewayWhoseCalleesAreWellIsItsOwnCause() {
        // When
        shop.set(GATEWAY, LATENCY, 0.5);
        shop.windows(6);
        // Then
        shop.blames(GATEWAY);
    }

    @Test
    void fullCpuUnderMoreLoadIsASurge() {
        // When
        shop.set(CART, RATE, 120);
        shop.set(CART, CPU, 0.97);
        shop.slow(CART, 0.9);
        shop.windows(6);
        // Then
        shop.blames(CART, FailureKind.SURGE);
    }

    @Test
    void fullCpuOfWhichRetriesExplainLittleIsNoSurge() {
        // Given
        shop.set(CART, PROCESSOR, 0.25);
        shop.windows(150);
        // When callers try again
        shop.set(CART, RATE, 60);
        shop.set(CART, CPU, 0.97);
        shop.set(CART, PROCESSOR, 1.9);
        shop.slow(CART, 0.9);
        shop.windows(6);
        // Then
        shop.blames(CART, FailureKind.SATURATION);
    }

    @Test
    void fullEventLoopOfWhichRetriesExplainLittleIsNoSurge() {
        // When, Then
        spinningWhileCallersTryAgain(0.2);
        shop.blames(CART, FailureKind.SATURATION);
    }

    @Test
    void fullEventLoopOfWhichLoadExplainsMostIsASurge() {
        // When, Then
        spinningWhileCallersTryAgain(0.4);
        shop.blames(CART, FailureKind.SURGE);
    }

    /// @param usual share of the time that its event loop is busy
    private void spinningWhileCallersTryAgain(double usual) {
        shop.set(CART, LOOP, usual);
        shop.windows(150);
        shop.set(CART, RATE, 60);
        shop.set(CART, LOOP, 0.97);
        shop.slow(CART, 0.9);
        shop.windows(6);
    }

    @Test
    void faultsThatBeginTogetherAreOneIncidentWithTwoCauses() {
        // When
        shop.set(CATALOGUE, CPU, 0.99);
        shop.slow(CATALOGUE, 0.8);
        shop.set(CART, ERRORS, 0.4);
        shop.call(GATEWAY, CART, CALL_ERRORS, 0.4);
        shop.windows(6);
        // Then
        assertThat(shop.incidents()).hasSize(1);
        assertThat(shop.belief().causes().subList(0, 2))
                .extracting(Cause::entity)
                .containsExactlyInAnyOrder(CATALOGUE, CART);
    }

    /// Neither depends on the other, so each has a cause of its own, likely enough to be acted on.
    @Test
    void twoBadVersionsInTheSameMinuteAreTwoIncidents() {
        // Given
        run(CART, "v1");
        run(CATALOGUE, "v7");
        // When
        shop.deploy(CART, "v2", "v1");
        shop.deploy(CATALOGUE, "v8", "v7");
        replaced(CART, "v1", "v2", 0.4);
        replaced(CATALOGUE, "v7", "v8", 0.4);
        shop.windows(8);
        // Then
        assertThat(shop.incidents())
                .extracting(Incident::entity, Incident::kind)
                .containsExactlyInAnyOrder(
                        tuple(CART, FailureKind.BAD_DEPLOYMENT), tuple(CATALOGUE, FailureKind.BAD_DEPLOYMENT));
        assertThat(shop.belief().causes())
                .filteredOn(cause -> cause.probability() > 0.5)
                .extracting(Cause::entity)
                .containsExactlyInAnyOrder(CART, CATALOGUE);
    }

    @Test
    void aBadVersionThatIsSeenWhileAnotherIsMendedIsAnIncidentOfItsOwn() {
        // Given
        run(CART, "v1");
        run(CATALOGUE, "v7");
        shop.deploy(CART, "v2", "v1");
        shop.deploy(CATALOGUE, "v8", "v7");
        replaced(CART, "v1", "v2", 0.4);
        shop.failing(CATALOGUE, 0.4);
        shop.windows(4);
        assertThat(shop.incidents()).hasSize(1);
        // When
        replaced(CATALOGUE, "v7", "v8", 0.4);
        shop.windows(6);
        // Then
        assertThat(shop.incidents()).extracting(Incident::entity).containsExactlyInAnyOrder(CART, CATALOGUE);
        assertThat(shop.incidents())
                .filteredOn(incident -> incident.entity().equals(CART))
                .flatExtracting(Incident::symptoms)
                .extracting(symptom -> symptom.entity().service())
                .doesNotContain(CATALOGUE);
    }

    @Test
    void aBadVersionThatAnotherBadVersionCallsIsNotApart() {
        // Given
        run(CART, "v1");
        run(GATEWAY, "v5");
        // When the gateway was released too, and suffers from the cart
        shop.deploy(CART, "v2", "v1");
        shop.deploy(GATEWAY, "v6", "v5");
        replaced(CART, "v1", "v2", 0.4);
        replaced(GATEWAY, "v5", "v6", 0.4);
        shop.windows(8);
        // Then
        assertThat(shop.incidents()).hasSize(1);
    }

    /// Nobody tells who calls whom, but of each which version it is.
    @Test
    void twoBadVersionsOfWhichNobodySaysWhoCallsWhomAreTwoIncidents() {
        // Given
        EntityId report = EntityId.service("shop", "report");
        EntityId stock = EntityId.service("shop", "stock");
        run(report, "v1");
        run(stock, "v7");
        // When
        shop.deploy(report, "v2", "v1");
        shop.deploy(stock, "v8", "v7");
        replacedUnseen(report, "v1", "v2");
        replacedUnseen(stock, "v7", "v8");
        shop.windows(6);
        // Then
        assertThat(shop.incidents()).extracting(Incident::entity).containsExactlyInAnyOrder(report, stock);
    }

    /// By no caller.
    private void replacedUnseen(EntityId service, String before, String after) {
        shop.drop(service, ERRORS, before);
        shop.setVersionCounted(service, ERRORS, after, 0.4, 400);
        shop.set(service, ERRORS, 0.4);
    }

    private void run(EntityId service, String version) {
        shop.setVersionCounted(service, ERRORS, version, 0.001, 400);
        shop.windows(30);
    }

    private void replaced(EntityId service, String before, String after, double errors) {
        shop.drop(service, ERRORS, before);
        shop.setVersionCounted(service, ERRORS, after, errors, 400);
        shop.failing(service, errors);
    }

    @Test
    void aChangeIsSuspectedThoughSomebodyElseSufferedBefore() {
        // Given
        EntityId report = EntityId.service("shop", "report");
        shop.set(report, LATENCY, 0.05);
        shop.set(report, RATE, 40);
        shop.windows(150);
        shop.set(report, LATENCY, 2);
        shop.windows(12);
        // When
        shop.deploy(CART, "v2", "v1");
        shop.failing(CART, 0.3);
        shop.windows(6);
        // Then
        assertThat(shop.incidents())
                .filteredOn(incident -> incident.entity().equals(CART))
                .singleElement()
                .extracting(Incident::kind)
                .isEqualTo(FailureKind.BAD_DEPLOYMENT);
    }

    @Test
    void aChangeIsSuspectedThoughSomethingThatHurtsNobodyWasUnusualBefore() {
        // Given its processor does a little more than it ever did
        shop.set(CART, PROCESSOR, 0.4);
        shop.windows(150);
        shop.set(CART, PROCESSOR, 0.46);
        shop.windows(6);
        assertThat(shop.belief().anomalies()).isNotEmpty();
        // When
        shop.deploy(CART, "v2", "v1");
        shop.failing(CART, 0.3);
        shop.windows(6);
        // Then
        assertThat(shop.incidents()).singleElement().extracting(Incident::kind).isEqualTo(FailureKind.BAD_DEPLOYMENT);
    }

    @Test
    void aChangeIsNotSuspectedOfWhatItsUsersSufferedBefore() {
        // Given
        shop.failing(CART, 0.3);
        shop.windows(3);
        // When
        shop.deploy(CART, "v2", "v1");
        shop.windows(6);
        // Then
        assertThat(shop.incidents())
                .singleElement()
                .extracting(Incident::kind)
                .isNotEqualTo(FailureKind.BAD_DEPLOYMENT);
    }

    @Test
    void laterFaultInAServiceThatDoesNotDependOnTheFirstIsAnother() {
        // Given
        shop.exhaustPool();
        shop.windows(6);
        // When
        shop.set(CATALOGUE, ERRORS, 0.4);
        shop.call(GATEWAY, CATALOGUE, CALL_ERRORS, 0.4);
        shop.windows(6);
        // Then
        assertThat(shop.incidents()).extracting(Incident::entity).containsExactly(CART, CATALOGUE);
    }
}
