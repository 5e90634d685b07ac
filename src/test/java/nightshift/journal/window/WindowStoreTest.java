package nightshift.journal.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import nightshift.fact.telemetry.HistoryPoint;
import nightshift.fact.telemetry.Readings;
import nightshift.fact.telemetry.Window;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowStoreTest {
    @TempDir
    private Path folder;

    private StoreOnTrial trial;

    @BeforeEach
    void setUp() {
        trial = new StoreOnTrial(folder);
    }

    @Test
    void windowsAndTheMeaningOfTheirNumbersOutliveTheProcess() {
        // Given
        try (WindowStore store = trial.open(WindowConfig.DEFAULT)) {
            trial.keep(store, 0, 3);
        }

        // When
        try (WindowStore store = trial.open(WindowConfig.DEFAULT)) {
            KeptPast past = store.past();
            List<KeptPast.Kept> kept = store.kept(Instant.EPOCH, StoreOnTrial.END);
            Window read = StoreOnTrial.read(store, kept.get(2), past);

            // Then
            assertThat(kept).hasSize(3);
            assertThat(past.series()).isEqualTo(trial.keys.size());
            assertThat(read.end()).isEqualTo(trial.window(2).end());
            for (int row = 0; row < read.rows(); row++) {
                int series = trial.keys.indexOf(past.key(read.series(row)));
                int sent = trial.keys.size() - 1 - series;
                assertThat(read.value(row)).isEqualTo(trial.window(2).value(sent));
                assertThat(read.count(row)).isEqualTo(trial.window(2).count(sent));
            }
        }
    }

    @Test
    void aWindowIsKeptOnce() {
        try (WindowStore store = trial.open(WindowConfig.DEFAULT)) {
            // Given
            trial.keep(store, 0, 1);
            Window other = new Window(
                    StoreOnTrial.START, StoreOnTrial.LENGTH, new int[] {0}, new double[] {9}, new long[] {1});

            // When
            store.keep(other, trial.directory, Readings.NONE);

            // Then
            assertThat(StoreOnTrial.read(
                                    store,
                                    store.kept(StoreOnTrial.START, StoreOnTrial.END)
                                            .getFirst(),
                                    store.past())
                            .rows())
                    .isEqualTo(trial.keys.size());
        }
    }

    @Test
    void oneSeriesIsReadForAPlotAndNeighboursAreLeftOutWhereThereAreMany() {
        try (WindowStore store = trial.open(WindowConfig.DEFAULT)) {
            // Given
            trial.keep(store, 0, 100);

            // When
            List<HistoryPoint> all = store.history(trial.keys.get(7), StoreOnTrial.START, StoreOnTrial.END, 1_000);
            List<HistoryPoint> few = store.history(trial.keys.get(7), StoreOnTrial.START, StoreOnTrial.END, 10);
            List<HistoryPoint> some = store.history(
                    trial.keys.get(7), StoreOnTrial.START.plusSeconds(100), StoreOnTrial.START.plusSeconds(200), 1_000);

            // Then
            assertThat(all).hasSize(100);
            assertThat(all.get(5).at()).isEqualTo(trial.window(5).end());
            assertThat(all.get(5).value()).isEqualTo(5 + 42 / 64.0);
            assertThat(few).hasSize(10).startsWith(all.getFirst());
            assertThat(some).isEqualTo(all.subList(10, 20));
        }
    }
}
