package nightshift.understand;

import static nightshift.understand.HandMadeShop.CALL;
import static nightshift.understand.HandMadeShop.CALL_ERRORS;
import static nightshift.understand.HandMadeShop.CART;
import static nightshift.understand.HandMadeShop.CATALOGUE;
import static nightshift.understand.HandMadeShop.GATEWAY;
import static nightshift.understand.HandMadeShop.LATENCY;
import static nightshift.understand.HandMadeShop.LOGS;
import static nightshift.understand.HandMadeShop.READY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;
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

/// The life of an incident from opening to closing, over actions and restarts.
class IncidentTest {
    private final HandMadeShop shop = HandMadeShop.warm();

    @Test
    void faultThatHealsItselfClosesAsRecovered() {
        // Given
        shop.exhaustPool();
        shop.windows(12);
        // When
        shop.recover();
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
        shop.exhaustPool();
        shop.windows(6);
        String id = shop.incidents().getFirst().id();
        // When, Then
        shop.tell(remedy(id, "pool.recycle", DecisionState.STARTED, ActionResult.IN_PROGRESS));
        assertThat(shop.window().incidents().getFirst().state()).isEqualTo(IncidentState.ACTING);
        shop.tell(remedy(id, "pool.recycle", DecisionState.VERIFYING, ActionResult.SUCCEEDED));
        assertThat(shop.window().incidents().getFirst().state()).isEqualTo(IncidentState.VERIFYING);
        shop.recover();
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
        shop.exhaustPool();
        shop.windows(6);
        String id = shop.incidents().getFirst().id();
        shop.tell(remedy(id, "escalate", DecisionState.DONE, ActionResult.SUCCEEDED));
        // When
        shop.recover();
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
        shop.exhaustPool();
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
        shop.exhaustPool();
        shop.windows(6);
        String id = shop.incidents().getFirst().id();
        shop.tell(remedy(id, "pool.recycle", DecisionState.NOT_HEALED, ActionResult.SUCCEEDED));
        // When
        shop.recover();
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
        shop.exhaustPool();
        shop.windows(6);
        String id = shop.incidents().getFirst().id();
        shop.tell(remedy(id, "workload.restart", DecisionState.INCONCLUSIVE, ActionResult.SUCCEEDED));
        // When
        shop.set(CART, READY, 0);
        shop.windows(4);
        // Then
        shop.blames(CART, FailureKind.SATURATION);
    }

    @Test
    void baselinesOnThePathAreFrozenWhileOthersLearn() {
        // Given
        shop.exhaustPool();
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
    void callsThatTakeLongerForAnHourAndThatNobodyFeelsAreTheNewNormal() {
        // Given
        shop.call(GATEWAY, CART, CALL, 0.4);
        shop.windows(6);
        // When
        shop.windows(350);
        assertThat(shop.incidents()).singleElement().extracting(Incident::open).isEqualTo(true);
        shop.windows(20);
        // Then
        assertThat(shop.incidents())
                .singleElement()
                .extracting(Incident::outcome)
                .isEqualTo(IncidentOutcome.SETTLED);
        assertThat(shop.windows(60).incidents()).isEmpty();
        assertThat(shop.belief().anomalies()).isEmpty();
        // When they take longer still
        shop.call(GATEWAY, CART, CALL, 2);
        shop.windows(6);
        // Then
        assertThat(shop.incidents()).extracting(Incident::open).containsExactly(false, true);
    }

    @Test
    void whatUsersFeelOrWhatFailsNeverSettles() {
        // Given
        shop.call(GATEWAY, CART, CALL, 0.4);
        shop.call(GATEWAY, CATALOGUE, CALL_ERRORS, 0.4);
        // When
        shop.windows(400);
        // Then
        assertThat(shop.incidents())
                .isNotEmpty()
                .allSatisfy(incident -> assertThat(incident.open()).isTrue());
    }

    @Test
    void recurrenceSoonAfterClosingIsANewIncident() {
        // Given
        shop.exhaustPool();
        shop.windows(6);
        shop.recover();
        shop.windows(12);
        // When
        shop.exhaustPool();
        shop.windows(6);
        // Then
        assertThat(shop.incidents()).hasSize(2).extracting(Incident::open).containsExactly(false, true);
    }

    @Test
    void incidentGoesOnAfterARestartAndStillCloses() {
        // Given
        shop.exhaustPool();
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
        shop.recover();
        shop.windows(8);
        // Then
        assertThat(shop.incidents()).singleElement().extracting(Incident::open).isEqualTo(false);
    }

    @Test
    void turnWithoutANewWindowChangesNothing() {
        // Given
        shop.exhaustPool();
        shop.windows(6);
        List<Incident> before = shop.belief().incidents();
        // When
        shop.turn();
        // Then
        assertThat(shop.belief().incidents()).isEqualTo(before);
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
