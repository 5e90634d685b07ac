package nightshift.understand;

import static nightshift.understand.HandMadeShop.CALL;
import static nightshift.understand.HandMadeShop.CALL_ERRORS;
import static nightshift.understand.HandMadeShop.CART;
import static nightshift.understand.HandMadeShop.CATALOGUE;
import static nightshift.understand.HandMadeShop.CPU;
import static nightshift.understand.HandMadeShop.DATABASE;
import static nightshift.understand.HandMadeShop.ERRORS;
import static nightshift.understand.HandMadeShop.GATEWAY;
import static nightshift.understand.HandMadeShop.LATENCY;
import static nightshift.understand.HandMadeShop.LOGS;
import static nightshift.understand.HandMadeShop.PENDING;
import static nightshift.understand.HandMadeShop.QUERY;
import static nightshift.understand.HandMadeShop.RATE;
import static nightshift.understand.HandMadeShop.READY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;
import nightshift.fact.Cause;
import nightshift.fact.FailureKind;
import nightshift.fact.Incident;
import nightshift.fact.IncidentOutcome;
import nightshift.fact.IncidentState;
import nightshift.fact.RuleMode;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Disposition;
import nightshift.fact.decision.Remedy;
import nightshift.fact.decision.RuleRef;
import nightshift.fact.decision.Trigger;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.SeriesKey;
import org.junit.jupiter.api.Test;

class IncidentTest {
    private final HandMadeShop shop = HandMadeShop.warm();

    @Test
    void quietHoursOpenNothing() {
        // When
        shop.windows(400);
        // Then
        assertThat(shop.incidents()).isEmpty();
    }

    @Test
    void exhaustedPoolIsOneIncidentOfItsOwnerWithinAMinute() {
        // When
        exhaustPool();
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
    void causesSumToOneWithNotInViewAmongThem() {
        // When
        exhaustPool();
        shop.windows(6);
        // Then
        List<Cause> causes = shop.belief().causes();
        assertThat(causes.stream().mapToDouble(Cause::probability).sum()).isCloseTo(1, within(1e-9));
        assertThat(causes).extracting(Cause::entity).contains(EntityId.NOT_IN_VIEW);
    }

    @Test
    void databaseThatAllItsCallersSeeSlowIsTheCause() {
        // When
        slowDatabase();
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
        shop.set(CART, ERRORS, 0.3);
        shop.call(GATEWAY, CART, CALL_ERRORS, 0.3);
        shop.set(GATEWAY, ERRORS, 0.3);
        shop.setSplit(CART, LOGS, "severity", "error", 12);
        shop.windows(6);
        // Then
        assertThat(shop.incidents())
                .singleElement()
                .extracting(Incident::entity)
                .isEqualTo(CART);
    }

    @Test
    void slowGatewayWhoseCalleesAreWellIsItsOwnCause() {
        // When
        shop.set(GATEWAY, LATENCY, 0.5);
        shop.windows(6);
        // Then
        assertThat(shop.incidents())
                .singleElement()
                .extracting(Incident::entity)
                .isEqualTo(GATEWAY);
    }

    @Test
    void fullCpuUnderMoreLoadIsASurge() {
        // When
        shop.set(CART, RATE, 120);
        shop.set(CART, CPU, 0.97);
        slow(CART, 0.9);
        shop.windows(6);
        // Then
        assertThat(shop.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.entity()).isEqualTo(CART);
            assertThat(incident.kind()).isEqualTo(FailureKind.SURGE);
        });
    }

    @Test
    void busyHealthySaleOpensNothing() {
        // When
        for (EntityId service : List.of(GATEWAY, CART, CATALOGUE)) {
            shop.set(service, RATE, 100);
            shop.set(service, CPU, 0.75);
            shop.set(service, LATENCY, 0.08);
        }
        shop.windows(120);
        // Then
        assertThat(shop.incidents()).isEmpty();
    }

    @Test
    void logStormOpensNothing() {
        // When
        shop.setSplit(CART, LOGS, "severity", "info", 5000);
        shop.setSplit(CART, LOGS, "severity", "error", 500);
        shop.windows(60);
        // Then
        assertThat(shop.incidents()).isEmpty();
    }

    @Test
    void flappingLatencyOpensNothing() {
        // When
        for (int i = 0; i < 40; i++) {
            shop.set(CART, LATENCY, i % 2 == 0 ? 0.4 : 0.05);
            shop.window();
        }
        // Then
        assertThat(shop.incidents()).isEmpty();
    }

    @Test
    void shortOutageOfOneReplicaIsIgnored() {
        // When
        shop.set(CART, READY, 0.5);
        shop.windows(4);
        shop.set(CART, READY, 1);
        shop.windows(10);
        // Then
        assertThat(shop.incidents()).isEmpty();
    }

    @Test
    void replicaThatStaysUnreadyOpensOne() {
        // When
        shop.set(CART, READY, 0.5);
        shop.windows(14);
        // Then
        assertThat(shop.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.entity()).isEqualTo(CART);
            assertThat(incident.kind()).isEqualTo(FailureKind.CRASH);
        });
    }

    @Test
    void faultThatHealsItselfClosesAsRecovered() {
        // Given
        exhaustPool();
        shop.windows(12);
        // When
        recover();
        shop.windows(10);
        // Then
        assertThat(shop.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.state()).isEqualTo(IncidentState.CLOSED);
            assertThat(incident.outcome()).isEqualTo(IncidentOutcome.RECOVERED);
        });
        assertThat(shop.belief().incidents()).isEmpty();
    }

    @Test
    void incidentFollowsItsActionAndClosesAsHealed() {
        // Given
        exhaustPool();
        shop.windows(6);
        String id = shop.incidents().getFirst().id();
        // When, Then
        shop.tell(remedy(id, "pool.recycle", DecisionState.STARTED, ActionResult.IN_PROGRESS));
        assertThat(shop.window().incidents().getFirst().state()).isEqualTo(IncidentState.ACTING);
        shop.tell(remedy(id, "pool.recycle", DecisionState.VERIFYING, ActionResult.SUCCEEDED));
        assertThat(shop.window().incidents().getFirst().state()).isEqualTo(IncidentState.VERIFYING);
        recover();
        shop.windows(12);
        assertThat(shop.incidents().getFirst().state()).isEqualTo(IncidentState.VERIFYING);
        shop.tell(remedy(id, "pool.recycle", DecisionState.HEALED, ActionResult.SUCCEEDED));
        shop.turn();
        assertThat(shop.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.state()).isEqualTo(IncidentState.CLOSED);
            assertThat(incident.outcome()).isEqualTo(IncidentOutcome.HEALED);
        });
    }

    @Test
    void incidentThatWokeSomebodySaysSo() {
        // Given
        exhaustPool();
        shop.windows(6);
        String id = shop.incidents().getFirst().id();
        shop.tell(remedy(id, "escalate", DecisionState.DONE, ActionResult.SUCCEEDED));
        // When
        recover();
        shop.windows(10);
        // Then
        assertThat(shop.incidents())
                .singleElement()
                .extracting(Incident::outcome)
                .isEqualTo(IncidentOutcome.ESCALATED);
    }

    @Test
    void remedyThatDidNotHelpLeavesTheIncidentOpen() {
        // Given
        exhaustPool();
        shop.windows(6);
        String id = shop.incidents().getFirst().id();
        // When
        shop.tell(remedy(id, "pool.recycle", DecisionState.NOT_HEALED, ActionResult.SUCCEEDED));
        shop.windows(10);
        // Then
        assertThat(shop.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.id()).isEqualTo(id);
            assertThat(incident.state()).isEqualTo(IncidentState.OPEN);
            assertThat(incident.entity()).isEqualTo(CART);
        });
    }

    @Test
    void actionThatWorkedLateStillCounts() {
        // Given
        exhaustPool();
        shop.windows(6);
        String id = shop.incidents().getFirst().id();
        shop.tell(remedy(id, "pool.recycle", DecisionState.NOT_HEALED, ActionResult.SUCCEEDED));
        // When
        recover();
        shop.windows(10);
        // Then
        assertThat(shop.incidents())
                .singleElement()
                .extracting(Incident::outcome)
                .isEqualTo(IncidentOutcome.HEALED);
    }

    @Test
    void whatAnActionDoesToTheSignalsDoesNotChangeTheKind() {
        // Given
        exhaustPool();
        shop.windows(6);
        String id = shop.incidents().getFirst().id();
        shop.tell(remedy(id, "workload.restart", DecisionState.INCONCLUSIVE, ActionResult.SUCCEEDED));
        // When
        shop.set(CART, READY, 0);
        shop.windows(4);
        // Then
        assertThat(shop.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.entity()).isEqualTo(CART);
            assertThat(incident.kind()).isEqualTo(FailureKind.SATURATION);
        });
    }

    @Test
    void baselinesOnThePathAreFrozenWhileOthersLearn() {
        // Given
        exhaustPool();
        shop.windows(6);
        // When
        shop.set(CATALOGUE, LOGS, 1);
        shop.windows(360);
        // Then
        assertThat(shop.incidents()).singleElement().extracting(Incident::open).isEqualTo(true);
        assertThat(expectedHigh(CART)).isLessThan(0.2);
        assertThat(expectedHigh(GATEWAY)).isLessThan(0.2);
    }

    @Test
    void recurrenceSoonAfterClosingIsANewIncident() {
        // Given
        exhaustPool();
        shop.windows(6);
        recover();
        shop.windows(12);
        // When
        exhaustPool();
        shop.windows(6);
        // Then
        assertThat(shop.incidents()).hasSize(2).extracting(Incident::open).containsExactly(false, true);
    }

    @Test
    void incidentGoesOnAfterARestartAndStillCloses() {
        // Given
        exhaustPool();
        shop.windows(6);
        Incident before = shop.incidents().getFirst();
        // When
        shop.restart();
        shop.windows(6);
        // Then
        assertThat(shop.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.id()).isEqualTo(before.id());
            assertThat(incident.open()).isTrue();
            assertThat(incident.entity()).isEqualTo(CART);
        });
        // When
        recover();
        shop.windows(8);
        // Then
        assertThat(shop.incidents()).singleElement().extracting(Incident::open).isEqualTo(false);
    }

    @Test
    void serviceThatFallsSilentWhileItsCallersFailIsACrash() {
        // When
        shop.silence(CART);
        shop.call(GATEWAY, CART, CALL_ERRORS, 1);
        shop.set(GATEWAY, ERRORS, 0.5);
        shop.windows(7);
        // Then
        assertThat(shop.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.entity()).isEqualTo(CART);
            assertThat(incident.kind()).isEqualTo(FailureKind.CRASH);
        });
    }

    @Test
    void missingTelemetryOfAServiceThatAnswersIsNoIncident() {
        // When
        shop.silence(CART);
        shop.windows(60);
        // Then
        assertThat(shop.incidents()).isEmpty();
    }

    @Test
    void silenceOfEverythingAccusesNobodyAndHealsNothing() {
        // Given
        exhaustPool();
        shop.windows(6);
        // When
        shop.silence(GATEWAY, CART, CATALOGUE);
        recover();
        shop.windows(60);
        // Then
        assertThat(shop.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.open()).isTrue();
            assertThat(incident.entity()).isEqualTo(CART);
        });
    }

    @Test
    void silenceOfTheSickServiceIsNotHealing() {
        // Given
        exhaustPool();
        shop.windows(6);
        // When
        shop.silence(CART);
        shop.set(GATEWAY, LATENCY, 0.05);
        shop.call(GATEWAY, CART, CALL, 0.045);
        shop.windows(40);
        // Then
        assertThat(shop.incidents()).singleElement().extracting(Incident::open).isEqualTo(true);
    }

    @Test
    void faultsThatBeginTogetherAreOneIncidentWithTwoCauses() {
        // When
        shop.set(CATALOGUE, CPU, 0.99);
        slow(CATALOGUE, 0.8);
        shop.set(CART, ERRORS, 0.4);
        shop.call(GATEWAY, CART, CALL_ERRORS, 0.4);
        shop.windows(6);
        // Then
        assertThat(shop.incidents()).hasSize(1);
        assertThat(shop.belief().causes().subList(0, 2))
                .extracting(Cause::entity)
                .containsExactlyInAnyOrder(CATALOGUE, CART);
    }

    @Test
    void laterFaultInAServiceThatDoesNotDependOnTheFirstIsAnother() {
        // Given
        exhaustPool();
        shop.windows(6);
        // When
        shop.set(CATALOGUE, ERRORS, 0.4);
        shop.call(GATEWAY, CATALOGUE, CALL_ERRORS, 0.4);
        shop.windows(6);
        // Then
        assertThat(shop.incidents()).extracting(Incident::entity).containsExactly(CART, CATALOGUE);
    }

    @Test
    void turnWithoutANewWindowChangesNothing() {
        // Given
        exhaustPool();
        shop.windows(6);
        List<Incident> before = shop.belief().incidents();
        // When
        shop.turn();
        // Then
        assertThat(shop.belief().incidents()).isEqualTo(before);
    }

    private void exhaustPool() {
        shop.set(CART, PENDING, 9);
        shop.set(CART, QUERY, 1.1);
        shop.call(CART, DATABASE, CALL, 1.1);
        slow(CART, 1.2);
    }

    private void slowDatabase() {
        for (EntityId service : List.of(CART, CATALOGUE)) {
            shop.set(service, PENDING, 6);
            shop.set(service, QUERY, 0.8);
            shop.call(service, DATABASE, CALL, 0.8);
            slow(service, 0.85);
        }
    }

    private void slow(EntityId service, double seconds) {
        shop.set(service, LATENCY, seconds);
        shop.call(GATEWAY, service, CALL, seconds);
        shop.set(GATEWAY, LATENCY, seconds);
    }

    private void recover() {
        shop.set(CART, PENDING, 0);
        shop.set(CART, QUERY, 0.01);
        shop.call(CART, DATABASE, CALL, 0.01);
        shop.set(CART, LATENCY, 0.05);
        shop.call(GATEWAY, CART, CALL, 0.045);
        shop.set(GATEWAY, LATENCY, 0.05);
    }

    private double expectedHigh(EntityId service) {
        return shop.belief()
                .readings()
                .of(new SeriesKey(service, LATENCY))
                .map(Reading::expected)
                .orElseThrow()
                .high();
    }

    private Remedy remedy(String incident, String type, DecisionState state, ActionResult result) {
        Decision decision = new Decision(
                "d1",
                incident + "|rule|" + type,
                1,
                incident,
                new RuleRef("rule", "1", RuleMode.AUTO),
                new Action(type, CART, Map.of()),
                0.97,
                Disposition.ACT,
                List.of(),
                List.of(),
                new Trigger(CART, LATENCY.name(), LATENCY.meaning(), Direction.UP, 1, new Band(0, 0, 0)),
                shop.now());
        Remedy remedy = Remedy.of(decision).in(state, "by the test", shop.now());
        return remedy.at(
                remedy.execution().started(Optional.empty(), shop.now()).answered(result, shop.now()));
    }
}
