package nightshift.understand.symptom;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import nightshift.KnownSignals;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.SeriesDirectory;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.Signal;
import nightshift.fact.telemetry.Window;
import nightshift.understand.UnderstandConfig;
import org.junit.jupiter.api.Test;

/// Who is silent, each at its own pace.
class ReportingTrackerTest {
    private static final EntityId SLOW = EntityId.service("shop", "slow");
    private static final EntityId QUICK = EntityId.service("shop", "quick");
    private static final EntityId OTHER = EntityId.service("shop", "other");
    private static final Signal LATENCY = KnownSignals.signal("http.server.request.duration");
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final int MINUTE = 6;

    private final SeriesDirectory services = SeriesDirectory.over(
            List.of(new SeriesKey(SLOW, LATENCY), new SeriesKey(QUICK, LATENCY), new SeriesKey(OTHER, LATENCY)));
    private final ReportingTracker tracker =
            new ReportingTracker(UnderstandConfig.defaults().silent());
    private Instant now = Instant.parse("2026-03-03T03:00:00Z");

    @Test
    void whoSendsOnceAMinuteIsNotSilentForTwoMinutes() {
        // Given
        minutes(10);
        // When it sends nothing, for one window less than it has to be silent
        window(1, 2);
        windows(2 * MINUTE + 4);
        // Then
        assertThat(tracker.silence(now).lasting()).isEmpty();
        assertThat(tracker.fresh(SLOW, now)).isTrue();
    }

    @Test
    void whoSendsOnceAMinuteIsSilentAfterThree() {
        // Given
        minutes(10);
        Instant last = now;
        // When
        windows(3 * MINUTE);
        // Then
        assertThat(tracker.silence(now).lasting()).containsOnlyKeys(SLOW).containsEntry(SLOW, last);
        assertThat(tracker.fresh(SLOW, now)).isFalse();
    }

    @Test
    void oneExportThatWasLostMakesItNeitherLateNorSlower() {
        // Given one minute without it among ten
        minutes(5);
        windows(MINUTE);
        minutes(4);
        // When
        windows(2 * MINUTE - 1);
        // Then
        assertThat(tracker.silence(now).begun()).isEmpty();
        // When
        window(1, 2);
        // Then
        assertThat(tracker.silence(now).begun()).containsOnlyKeys(SLOW);
    }

    @Test
    void whoSendsEveryTenSecondsIsSilentAfterThirty() {
        // Given
        minutes(10);
        // When
        window(2);
        window(2);
        // Then
        assertThat(tracker.silence(now).lasting()).isEmpty();
        // When
        window(2);
        // Then
        assertThat(tracker.silence(now).lasting()).containsOnlyKeys(QUICK);
    }

    /// The last window of each minute has data of all, the others of those who send in each.
    private void minutes(int count) {
        for (int minute = 0; minute < count; minute++) {
            windows(MINUTE - 1);
            window(0, 1, 2);
        }
    }

    private void windows(int count) {
        for (int each = 0; each < count; each++) {
            window(1, 2);
        }
    }

    private void window(int... series) {
        long[] counts = new long[series.length];
        Arrays.fill(counts, 100);
        tracker.take(new Window(now, WINDOW, series, new double[series.length], counts), services);
        now = now.plus(WINDOW);
    }
}
