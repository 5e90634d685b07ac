package nightshift.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import nightshift.fact.Incident;
import nightshift.fact.telemetry.EntityId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The whole way from points to incidents, for senders that export at any pace.
class StepsTest {
    private static final EntityId ORDERS = EntityId.service("shop", "orders");
    /// Windows of its own until a series is calibrated, and some more.
    private static final int WARM = 130;

    /// @param phase of the service that is hit, as a share of a step after the start
    /// @param other the same of a service that is well
    @ParameterizedTest(name = "{0}: every {1} s, {2} and {3} of a step after the start, jitter {4}")
    @CsvSource({
        "SLOW, 5, 0, 1, 0",
        "SLOW, 10, 0.3, 0.7, 0.02",
        "SLOW, 15, 0.5, 0.5, 0.1",
        "SLOW, 30, 0.7, 0.3, 0.05",
        "SLOW, 60, 0, 1, 0",
        "SLOW, 60, 0.4, 0.6, 0.05",
        "SLOW, 120, 0.9, 0.1, 0.02",
        "SLOW, 300, 0.2, 0.8, 0.05",
        "FAILING, 5, 0.5, 0.1, 0.05",
        "FAILING, 10, 0.5, 0.1, 0.05",
        "FAILING, 15, 0.5, 0.1, 0.05",
        "FAILING, 30, 0.5, 0.1, 0.05",
        "FAILING, 60, 0.5, 0.1, 0.05",
        "FAILING, 120, 0.5, 0.1, 0.05",
        "FAILING, 300, 0.5, 0.1, 0.05"
    })
    void aSlowOrFailingServiceOpensAnIncidentWithinThreeStepsAndQuietOpensNone(
            Fault fault, int seconds, double phase, double other, double jitter) {
        // Given
        Duration step = Duration.ofSeconds(seconds);
        PacedFleet fleet = new PacedFleet(seconds)
                .with("orders", 1, step, share(step, phase), jitter)
                .with("cart", 1, step, share(step, other), jitter);
        quiet(fleet, step);
        // When
        fleet.outage(fault.times, fault.share);
        // Then
        assertOpens(fleet, step);
    }

    private enum Fault {
        SLOW(5, 0.001),
        FAILING(1, 0.3);

        private final double times;
        private final double share;

        Fault(double times, double share) {
            this.times = times;
            this.share = share;
        }
    }

    @ParameterizedTest(name = "every {0} s")
    @ValueSource(ints = {5, 10, 15, 30, 60, 120, 300})
    void threeInstancesOutOfPhaseAreOneServiceAtOnePace(int seconds) {
        // Given
        Duration step = Duration.ofSeconds(seconds);
        PacedFleet fleet = new PacedFleet(seconds)
                .with("orders", 1, step, share(step, 0.1), 0.03)
                .with("orders", 2, step, share(step, 0.45), 0.03)
                .with("orders", 3, step, share(step, 0.8), 0.03)
                .with("cart", 1, step, share(step, 0.3), 0.03);
        quiet(fleet, step);
        // When
        fleet.outage(5, 0.001);
        // Then
        assertOpens(fleet, step);
    }

    @ParameterizedTest(name = "every {0} s")
    @ValueSource(ints = {10, 60, 300})
    void incidentClosesAfterFreshWindowsOfItsOwn(int seconds) {
        // Given
        Duration step = Duration.ofSeconds(seconds);
        PacedFleet fleet = new PacedFleet(seconds)
                .with("orders", 1, step, share(step, 0.5), 0.05)
                .with("cart", 1, step, share(step, 0.1), 0.05);
        quiet(fleet, step);
        fleet.outage(5, 0.001);
        assertOpens(fleet, step);
        // When
        fleet.recover();
        Instant recovered = fleet.now();
        // Then
        assertThat(fleet.runUntil(
                        belief -> belief.incidents().stream().noneMatch(Incident::open), step.multipliedBy(12)))
                .isTrue();
        assertThat(Duration.between(recovered, fleet.now())).isGreaterThan(Duration.ofSeconds(50));
    }

    private static void quiet(PacedFleet fleet, Duration step) {
        Duration pace = step.compareTo(Duration.ofSeconds(10)) < 0 ? Duration.ofSeconds(10) : step;
        boolean opened = fleet.runUntil(
                belief -> !belief.incidents().isEmpty(), pace.multipliedBy(WARM).plus(share(step, 0.37)));
        assertThat(opened).as("an incident in quiet times").isFalse();
    }

    private static void assertOpens(PacedFleet fleet, Duration step) {
        Duration three = step.multipliedBy(3);
        Duration most = three.compareTo(Duration.ofSeconds(60)) < 0 ? Duration.ofSeconds(60) : three;
        assertThat(fleet.runUntil(belief -> belief.incidents().stream().anyMatch(Incident::open), most))
                .as("an incident within %s", most)
                .isTrue();
        assertThat(fleet.belief().incidents().getFirst().entity()).isEqualTo(ORDERS);
    }

    private static Duration share(Duration step, double share) {
        return Duration.ofMillis(Math.round(step.toMillis() * share));
    }
}
