package nightshift.understand.threshold;

import static nightshift.understand.threshold.TrackerOnTrial.CART;
import static nightshift.understand.threshold.TrackerOnTrial.CPU;
import static nightshift.understand.threshold.TrackerOnTrial.CPU_SIGNAL;
import static nightshift.understand.threshold.TrackerOnTrial.PENDING;
import static nightshift.understand.threshold.TrackerOnTrial.STEP;
import static nightshift.understand.threshold.TrackerOnTrial.above;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import nightshift.fact.Breach;
import nightshift.fact.Watch;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.HistoryPoint;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.SignalRole;
import org.junit.jupiter.api.Test;

/// When a breach begins, how long it is held and when it ends, while thresholds come, change and go.
class BreachTrackerTest {
    private final TrackerOnTrial trial = new TrackerOnTrial();

    @Test
    void breachBeginsWithTheFirstWindowBeyondAndKeepsItsPeak() {
        // Given
        trial.tracker.watch(List.of(above(CPU, 0.9)));
        // When
        trial.feed(CPU, 0.5);
        Instant first = trial.feed(CPU, 0.95);
        trial.feed(CPU, 0.99);
        trial.feed(CPU, 0.93);
        // Then
        assertThat(trial.breach().since()).isEqualTo(first);
        assertThat(trial.breach().peak()).isEqualTo(0.99);
        assertThat(trial.breach().above()).isEqualTo(0.9);
        assertThat(trial.breach().below()).isNaN();
    }

    @Test
    void heldForMovesOnlyAtTheDurationsThatRulesAskFor() {
        // Given
        trial.tracker.watch(List.of(above(CPU, 0.9, Duration.ofMinutes(2), Duration.ofMinutes(10))));
        List<Duration> seen = new ArrayList<>();
        // When
        for (int i = 0; i < 70; i++) {
            trial.feed(CPU, 0.95);
            seen.add(trial.breach().heldFor());
        }
        // Then
        assertThat(seen.subList(0, 12)).containsOnly(Duration.ZERO);
        assertThat(seen.subList(12, 60)).containsOnly(Duration.ofMinutes(2));
        assertThat(seen.subList(60, 70)).containsOnly(Duration.ofMinutes(10));
    }

    @Test
    void queueThatReadsLowNowAndThenIsHeldAllTheSame() {
        // Given
        SeriesKey pending = new SeriesKey(CART, PENDING);
        trial.tracker.watch(List.of(above(pending, 1, Duration.ofSeconds(70))));
        // When
        Instant first = trial.feed(pending, 11);
        for (double waiting : new double[] {14, 1, 1, 8, 8, 6, 13}) {
            trial.feed(pending, waiting);
        }
        // Then
        assertThat(trial.breach().since()).isEqualTo(first);
        assertThat(trial.breach().heldFor()).isEqualTo(Duration.ofSeconds(70));
    }

    @Test
    void queueThatIsFullLessThanThreeQuartersOfTheTimeIsNotHeld() {
        // Given
        SeriesKey pending = new SeriesKey(CART, PENDING);
        trial.tracker.watch(List.of(above(pending, 1, Duration.ofSeconds(50))));
        // When
        for (int i = 0; i < 30; i++) {
            trial.feed(pending, 11);
            trial.feed(pending, 11);
            trial.feed(pending, 0);
        }
        // Then
        assertThat(trial.tracker.current(trial.now))
                .allSatisfy(breach -> assertThat(breach.heldFor()).isZero());
    }

    @Test
    void threeWindowsOnTheRightSideEndIt() {
        // Given
        trial.tracker.watch(List.of(above(CPU, 0.9)));
        for (int i = 0; i < 100; i++) {
            trial.feed(CPU, 0.95);
        }
        // When, Then
        trial.feed(CPU, 0.89);
        trial.feed(CPU, 0.89);
        assertThat(trial.tracker.current(trial.now)).hasSize(1);
        trial.feed(CPU, 0.89);
        assertThat(trial.tracker.current(trial.now)).isEmpty();
        Instant again = trial.feed(CPU, 0.95);
        assertThat(trial.breach().since()).isEqualTo(again);
    }

    @Test
    void emptyWindowDoesNotEndItButSilenceDoes() {
        // Given
        trial.tracker.watch(List.of(above(CPU, 0.9)));
        Instant first = trial.feed(CPU, 0.95);
        trial.feed(CPU, 0.95);
        // When, Then
        trial.now = trial.now.plus(STEP);
        trial.feed(CPU, 0.95);
        assertThat(trial.breach().since()).isEqualTo(first);
        assertThat(trial.tracker.current(trial.now.plusSeconds(30))).hasSize(1);
        assertThat(trial.tracker.current(trial.now.plusSeconds(40))).isEmpty();
    }

    @Test
    void breachAfterSilenceIsANewOne() {
        // Given
        trial.tracker.watch(List.of(above(CPU, 0.9)));
        trial.feed(CPU, 0.95);
        // When
        trial.now = trial.now.plusSeconds(300);
        Instant again = trial.feed(CPU, 0.95);
        // Then
        assertThat(trial.breach().since()).isEqualTo(again);
    }

    @Test
    void seriesWithASlowStepIsNotSilentBetweenItsPoints() {
        // Given
        trial.tracker.watch(List.of(above(CPU, 0.9)));
        Instant first = trial.feed(CPU, 0.95);
        // When
        for (int i = 0; i < 5; i++) {
            trial.now = trial.now.plusSeconds(50);
            trial.feed(CPU, 0.95);
        }
        // Then
        assertThat(trial.tracker.current(trial.now.plusSeconds(180))).hasSize(1);
        assertThat(trial.tracker.current(trial.now.plusSeconds(190))).isEmpty();
        assertThat(trial.breach().since()).isAfter(first).isBefore(trial.now);
    }

    @Test
    void aFullPoolThatReadsLowNowAndThenIsHeldAndOneHighReadingIsNot() {
        // Given
        SeriesKey pool = new SeriesKey(CART, PENDING);
        trial.tracker.watch(List.of(new Watch(
                new Watch.InRole(SignalRole.CONNECTION_QUEUE, false),
                1,
                Double.NaN,
                new TreeSet<>(List.of(Duration.ofSeconds(60))))));
        // When what a leaked pool read, every ten seconds
        for (double waiting : new double[] {11, 14, 1, 7, 8, 8, 6, 13}) {
            trial.feed(pool, waiting);
        }
        // Then
        assertThat(trial.breach().heldFor()).isEqualTo(Duration.ofSeconds(60));
        // When it is read off twenty times, and somebody waits but once
        for (int i = 0; i < 20; i++) {
            trial.feed(pool, i == 15 ? 8 : 0);
        }
        // Then
        assertThat(trial.tracker.current(trial.now)).isEmpty();
    }

    @Test
    void newThresholdLooksBackOverTheHistory() {
        // Given
        for (int i = 0; i < 30; i++) {
            double value = i < 5 ? 0.5 : 0.95;
            Instant at = trial.feed(CPU, value);
            trial.history.computeIfAbsent(CPU, key -> new ArrayList<>()).add(new HistoryPoint(at, value, null, 0));
        }
        // When
        trial.tracker.watch(List.of(above(CPU, 0.9, Duration.ofMinutes(4))));
        // Then
        assertThat(trial.breach().since())
                .isEqualTo(trial.history.get(CPU).get(5).at());
        assertThat(trial.breach().heldFor()).isEqualTo(Duration.ofMinutes(4));
    }

    @Test
    void changedDurationKeepsTheBreachAndDroppedThresholdForgetsIt() {
        // Given
        trial.tracker.watch(List.of(above(CPU, 0.9)));
        Instant first = trial.feed(CPU, 0.95);
        for (int i = 0; i < 12; i++) {
            trial.feed(CPU, 0.95);
        }
        // When, Then
        trial.tracker.watch(List.of(above(CPU, 0.9, Duration.ofMinutes(1))));
        assertThat(trial.breach().since()).isEqualTo(first);
        assertThat(trial.breach().heldFor()).isEqualTo(Duration.ofMinutes(1));
        trial.tracker.watch(List.of());
        assertThat(trial.tracker.current(trial.now)).isEmpty();
    }

    @Test
    void seriesThatIsOverIsNoBreach() {
        // Given
        trial.tracker.watch(List.of(above(CPU, 0.9)));
        trial.feed(CPU, 0.95);
        // When
        trial.tracker.end(List.of(CPU));
        // Then
        assertThat(trial.tracker.current(trial.now)).isEmpty();
    }

    @Test
    void thresholdsThatStayTheSameDoNotLookBackAgain() {
        // Given
        trial.feed(CPU, 0.95);
        trial.tracker.watch(List.of(above(CPU, 0.9)));
        int before = trial.looks;
        // When
        for (int turn = 0; turn < 10; turn++) {
            trial.tracker.watch(List.of(above(CPU, 0.9)));
        }
        // Then
        assertThat(trial.looks).isEqualTo(before).isEqualTo(1);
    }

    @Test
    void theListIsTheSameUntilAWindowClosesOrASeriesEnds() {
        // Given
        EntityId stock = EntityId.service("shop", "stock");
        SeriesKey other = new SeriesKey(stock, CPU_SIGNAL);
        trial.tracker.watch(List.of(above(CPU, 0.9)));
        trial.feed(Map.of(CPU, 0.95, other, 0.99));
        List<Breach> first = trial.tracker.current(trial.now);
        assertThat(first).hasSize(2);
        assertThat(trial.tracker.current(trial.now)).isSameAs(first);
        // When a series ends that nobody watches
        trial.tracker.end(List.of(new SeriesKey(CART, PENDING)));
        // Then
        assertThat(trial.tracker.current(trial.now)).isSameAs(first);
        // When one ends that is beyond its threshold
        trial.tracker.end(List.of(other));
        // Then
        assertThat(trial.breach().entity()).isEqualTo(CART);
    }
}
