package nightshift.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nightshift.fact.Anomaly;
import nightshift.fact.Assessment;
import nightshift.fact.Incident;
import nightshift.fact.Symptom;
import nightshift.fact.telemetry.EntityId;
import nightshift.understand.UnderstandConfig;
import nightshift.understand.objective.Objective;
import nightshift.understand.objective.ObjectiveConfig.Promise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What needs no past to be seen, from points to incidents.
class ObjectivesTest {
    private static final EntityId ORDERS = EntityId.service("shop", "orders");
    private static final Duration STEP = Duration.ofSeconds(10);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static PacedFleet shop() {
        return shop(UnderstandConfig.defaults());
    }

    private static PacedFleet shop(UnderstandConfig config) {
        return new PacedFleet(7, config)
                .with("orders", 1, STEP, Duration.ofSeconds(3), 0)
                .with("cart", 1, STEP, Duration.ofSeconds(8), 0);
    }

    private static UnderstandConfig promising(String service, Duration latency) {
        return UnderstandConfig.defaults()
                .promising(List.of(new Promise(service, new Objective(0.995, Optional.of(latency)))));
    }

    private static boolean open(Assessment belief) {
        return belief.incidents().stream().anyMatch(Incident::open);
    }

    @ParameterizedTest(name = "{0} minutes after the start")
    @ValueSource(ints = {2, 6, 10})
    void youngServiceThatBecomesManyTimesSlowerOpensOneWithinAMinute(int minutes) {
        // Given
        PacedFleet fleet = shop();
        assertThat(fleet.runUntil(ObjectivesTest::open, Duration.ofMinutes(minutes)))
                .isFalse();
        // When
        fleet.outage(5, 0.001);
        // Then
        assertThat(fleet.runUntil(ObjectivesTest::open, MINUTE)).isTrue();
        Incident incident = fleet.belief().incidents().getFirst();
        assertThat(incident.entity()).isEqualTo(ORDERS);
        assertThat(incident.symptoms())
                .extracting(Symptom::confidence)
                .allSatisfy(confidence -> assertThat(confidence).isLessThanOrEqualTo(Anomaly.UNCALIBRATED_AT_MOST));
    }

    @ParameterizedTest(name = "{0} minutes after the start")
    @ValueSource(ints = {1, 9})
    void youngServiceThatFailsManyRequestsOpensOneWithinAMinute(int minutes) {
        // Given
        PacedFleet fleet = shop();
        fleet.run(Duration.ofMinutes(minutes));
        // When
        fleet.outage(1, 0.2);
        // Then
        assertThat(fleet.runUntil(ObjectivesTest::open, MINUTE)).isTrue();
    }

    @Test
    void incidentOfAYoungServiceClosesWhenItIsWellAgain() {
        // Given
        PacedFleet fleet = shop();
        fleet.run(Duration.ofMinutes(6));
        fleet.outage(5, 0.001);
        fleet.run(Duration.ofMinutes(2));
        assertThat(open(fleet.belief())).isTrue();
        // When
        fleet.recover();
        // Then
        assertThat(fleet.runUntil(belief -> !open(belief), Duration.ofMinutes(3)))
                .isTrue();
    }

    @Test
    void blipOfAYoungServiceOpensNone() {
        // Given
        PacedFleet fleet = shop();
        fleet.run(Duration.ofMinutes(5));
        // When
        fleet.outage(5, 0.6);
        boolean opened = fleet.runUntil(ObjectivesTest::open, Duration.ofSeconds(8));
        fleet.recover();
        // Then
        assertThat(opened || fleet.runUntil(ObjectivesTest::open, Duration.ofMinutes(5)))
                .isFalse();
    }

    @Test
    void slownessFromTheFirstWindowOnIsToldByAnObjectiveAlone() {
        // Given
        PacedFleet without = shop();
        PacedFleet with = shop(promising("ord*", Duration.ofMillis(200)));
        // When
        without.outage(10, 0.001);
        with.outage(10, 0.001);
        // Then
        assertThat(without.runUntil(ObjectivesTest::open, Duration.ofMinutes(5)))
                .isFalse();
        assertThat(with.runUntil(ObjectivesTest::open, MINUTE)).isTrue();
    }

    @Test
    void failuresFromTheFirstWindowOnAreToldByTheAvailabilityThatAllPromise() {
        // Given
        PacedFleet fleet = shop();
        // When
        fleet.outage(1, 0.2);
        // Then
        assertThat(fleet.runUntil(ObjectivesTest::open, MINUTE)).isTrue();
    }

    @Test
    void serviceThatNeverFailedMattersWhenItBreaksItsObjective() {
        // Given
        PacedFleet fleet = shop().at(60);
        fleet.outage(1, 0.0005);
        assertThat(fleet.runUntil(ObjectivesTest::open, Duration.ofHours(1))).isFalse();
        // When
        fleet.outage(1, 0.009);
        // Then
        assertThat(fleet.runUntil(ObjectivesTest::open, Duration.ofMinutes(6))).isTrue();
        assertThat(fleet.belief().incidents().getFirst().entity()).isEqualTo(ORDERS);
    }

    @Test
    void fewRequestsProveNoBrokenObjective() {
        // Given
        PacedFleet fleet = shop().at(1);
        fleet.outage(1, 0);
        fleet.run(Duration.ofHours(1));
        // When
        fleet.outage(1, 0.009);
        // Then
        assertThat(fleet.runUntil(ObjectivesTest::open, Duration.ofMinutes(10))).isFalse();
    }

    @Test
    void budgetThatBurnsSlowlyForAnHourOpensOne() {
        // Given
        PacedFleet fleet = shop();
        // When: 8 % from the start, below what is gross, 16 times what is allowed
        fleet.outage(1, 0.08);
        // Then
        assertThat(fleet.runUntil(ObjectivesTest::open, Duration.ofMinutes(11))).isTrue();
    }

    @Test
    void learningIsSaidUntilTheNormalIsKnownOrAnObjectiveIsSet() {
        // Given
        PacedFleet fleet = shop(promising("cart", Duration.ofMillis(200)));
        // When, Then
        fleet.run(Duration.ofMinutes(5));
        assertThat(fleet.belief().knowledge().learning()).singleElement().satisfies(learning -> {
            assertThat(learning.service()).isEqualTo(ORDERS);
            assertThat(learning.sentence())
                    .startsWith("slowness can't be judged yet: no objective and ")
                    .endsWith(" of 100 windows");
        });
        fleet.run(Duration.ofMinutes(14));
        assertThat(fleet.belief().knowledge().learning()).isEmpty();
    }

    @ParameterizedTest(name = "every {0} s")
    @ValueSource(ints = {10, 60})
    void telemetryThatStopsIsKnownAfterThreeSteps(int seconds) {
        // Given
        Duration step = Duration.ofSeconds(seconds);
        PacedFleet fleet = new PacedFleet(7)
                .with("orders", 1, step, Duration.ofSeconds(3), 0.05)
                .with("cart", 1, step, Duration.ofSeconds(8), 0.05);
        fleet.run(step.multipliedBy(20));
        assertThat(fleet.belief().knowledge().silentSince()).isNull();
        // When
        fleet.fallSilent();
        // Then
        assertThat(fleet.runUntil(
                        belief -> belief.knowledge().silentSince() != null,
                        step.multipliedBy(3).plusSeconds(20)))
                .isTrue();
        assertThat(fleet.belief().incidents()).isEmpty();
    }
}
