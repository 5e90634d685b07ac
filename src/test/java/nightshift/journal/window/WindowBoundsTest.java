package nightshift.journal.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import nightshift.KnownSignals;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.HistoryPoint;
import nightshift.fact.telemetry.Readings;
import nightshift.fact.telemetry.SeriesKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowBoundsTest {
    @TempDir
    private Path folder;

    private StoreOnTrial trial;

    @BeforeEach
    void setUp() {
        trial = new StoreOnTrial(folder);
    }

    @Test
    void theOldestGoWhenTheSizeIsReached() throws Exception {
        // Given
        try (WindowStore store = trial.open(WindowConfig.DEFAULT)) {
            trial.keep(store, 0, 10);
        }
        long ten = trial.number("select sum(bytes) from summary");

        // When
        try (WindowStore exact = trial.open(new WindowConfig(ten, Duration.ofDays(1)))) {
            exact.keep(trial.window(9), trial.directory, Readings.NONE);
            assertThat(StoreOnTrial.starts(exact)).hasSize(10);
        }
        try (WindowStore tight = trial.open(new WindowConfig(ten - 1, Duration.ofDays(1)))) {
            tight.keep(trial.window(9), trial.directory, Readings.NONE);

            // Then
            assertThat(StoreOnTrial.starts(tight)).hasSize(9).doesNotContain(StoreOnTrial.START);
            trial.keep(tight, 10, 40);
            assertThat(trial.number("select sum(bytes) from summary")).isLessThan(ten);
            assertThat(StoreOnTrial.starts(tight)).contains(trial.window(39).start());
        }
    }

    @Test
    void theOldestGoWhenTheAgeIsReached() {
        try (WindowStore store = trial.open(new WindowConfig(1 << 30, Duration.ofSeconds(100)))) {
            // When the eleventh ends, the first began 110 seconds before
            trial.keep(store, 0, 10);
            assertThat(StoreOnTrial.starts(store)).contains(StoreOnTrial.START);
            trial.keep(store, 10, 11);

            // Then
            assertThat(StoreOnTrial.starts(store)).hasSize(10).doesNotContain(StoreOnTrial.START);
        }
    }

    @Test
    void windowsOfAnIncidentOutliveTheBoundsWithItsServicesAlone() {
        // Given an incident of one of two services, a quarter of an hour after the start
        SeriesKey other =
                new SeriesKey(EntityId.service("shop", "pay"), KnownSignals.signal("http.server.request.duration"));
        trial.keys.set(7, other);
        Instant incident = StoreOnTrial.START.plusSeconds(900);
        WindowStore.Involved involved =
                (from, to) -> incident.isAfter(from) && incident.isBefore(to) ? Set.of(other.entity()) : Set.of();
        try (WindowStore store =
                WindowStore.open(folder, new WindowConfig(1 << 30, Duration.ofSeconds(100)), involved)) {
            // When it is long ago
            trial.keep(store, 0, 1_500);
            List<HistoryPoint> itself = store.history(other, StoreOnTrial.START, incident.plusSeconds(3_600), 10_000);
            List<HistoryPoint> others =
                    store.history(trial.keys.get(8), StoreOnTrial.START, incident.plusSeconds(3_600), 10_000);

            // Then ten minutes before and after are kept
            assertThat(itself).hasSize(119);
            assertThat(itself.getFirst().at()).isAfter(incident.minusSeconds(600));
            assertThat(itself.getLast().value()).isEqualTo(149 + 42 / 64.0);
            assertThat(others).isEmpty();
        }
    }
}
