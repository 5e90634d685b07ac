package nightshift.understand.objective;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nightshift.KnownSignals;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.SeriesKey;
import org.junit.jupiter.api.Test;

class ErrorBudgetTest {
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final ObjectiveConfig CONFIG = ObjectiveConfig.defaults();

    private final ErrorBudget budget = new ErrorBudget(
            new SeriesKey(EntityId.service("shop", "report"), KnownSignals.signal("http.server.request.error.ratio")),
            Math.toIntExact(STEP.toSeconds()));
    private Instant now = Instant.parse("2026-01-05T00:00:00Z");

    @Test
    void whoFailsHalfOfItsFewRequestsAllDayIsNoNews() {
        // Given a service that has always been so, for more than the six hours that are remembered
        double[] day = {0.5, 0, 1, 0.25, 0.6, 0, 0, 1, 0.75, 0.2};
        for (int window = 0; window < 80; window++) {
            take(day[window % day.length], 5);
        }
        // When a bad quarter of an hour comes like many before
        for (double share : new double[] {0, 0, 0, 0.8, 1, 0.8}) {
            take(share, 5);
        }
        // Then
        assertThat(violation()).isEmpty();
    }

    @Test
    void theSameFailuresOfAServiceThatWasWellBreakItsObjective() {
        // Given
        take(0, 12, 80);
        // When
        take(0.8, 12, 2);
        // Then
        assertThat(violation()).contains(Violation.Reason.GROSS_FAILURES);
    }

    @Test
    void twoFailuresOfTwentyAreLeftToChanceAndFourAreNot() {
        // Given
        take(0, 10, 20);
        // When
        take(0.1, 10, 2);
        // Then
        assertThat(violation()).isEmpty();
        // When
        take(0.2, 10, 1);
        // Then
        assertThat(violation()).isPresent();
    }

    @Test
    void theSecondOutageOfAMorningIsSeenAsTheFirstWas() {
        // Given
        take(0, 300, 40);
        take(0.6, 300, 12);
        take(0, 300, 6);
        // When
        take(0.4, 300, 2);
        // Then
        assertThat(violation()).contains(Violation.Reason.GROSS_FAILURES);
    }

    @Test
    void aBurstOfFailuresThatCameAndWentThreeTimesTodayIsNoNews() {
        // Given a service of few requests, some of which fail for ten minutes every two hours
        take(0, 12, 24);
        burstsOf(3);
        // When
        take(0.16, 12, 2);
        // Then
        assertThat(violation()).isEmpty();
    }

    @Test
    void theThirdBurstIsNewsAsTheFirstWas() {
        // Given
        take(0, 12, 24);
        burstsOf(2);
        // When
        take(0.16, 12, 2);
        // Then
        assertThat(violation()).contains(Violation.Reason.GROSS_FAILURES);
    }

    @Test
    void aWorseBurstThanThoseBeforeIsNews() {
        // Given
        take(0, 12, 24);
        burstsOf(3);
        // When
        take(0.6, 12, 2);
        // Then
        assertThat(violation()).contains(Violation.Reason.GROSS_FAILURES);
    }

    @Test
    void aLongerBurstThanThoseBeforeIsNews() {
        // Given
        take(0, 12, 24);
        burstsOf(3);
        // When
        take(0.16, 12, 3);
        // Then
        assertThat(violation()).isPresent();
    }

    @Test
    void anOutageThatFlapsMakesNoHabit() {
        // Given ten minutes in each twenty
        take(0, 12, 24);
        for (int time = 0; time < 4; time++) {
            take(0.3, 12, 2);
            take(0, 12, 2);
        }
        // When
        take(0.3, 12, 2);
        // Then
        assertThat(violation()).contains(Violation.Reason.GROSS_FAILURES);
    }

    private void burstsOf(int times) {
        for (int time = 0; time < times; time++) {
            take(0.17, 12, 2);
            take(0, 12, 22);
        }
    }

    @Test
    void anOutageDoesNotBecomeUsualByLasting() {
        // Given
        take(0, 300, 20);
        // When it fails for longer than is remembered
        take(0.3, 300, 120);
        // Then
        assertThat(violation()).contains(Violation.Reason.GROSS_FAILURES);
    }

    @Test
    void aYoungServiceIsHeldAgainstItsObjectiveAlone() {
        // When
        take(0.5, 40, 3);
        // Then
        assertThat(violation()).contains(Violation.Reason.GROSS_FAILURES);
    }

    private Optional<Violation.Reason> violation() {
        return budget.violation(Objective.USUAL, CONFIG).map(Violation::reason);
    }

    private void take(double share, long requests, int windows) {
        for (int window = 0; window < windows; window++) {
            take(share, requests);
        }
    }

    private void take(double share, long requests) {
        now = now.plus(STEP);
        budget.take(now, share, requests, STEP, Objective.USUAL, CONFIG);
    }
}
