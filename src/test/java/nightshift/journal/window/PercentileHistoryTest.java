package nightshift.journal.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import nightshift.KnownSignals;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.HistoryPoint;
import nightshift.fact.telemetry.Readings;
import nightshift.fact.telemetry.SeriesDirectory;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.Signal;
import nightshift.fact.telemetry.SignalMeaning;
import nightshift.fact.telemetry.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PercentileHistoryTest {
    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    private static final Duration LENGTH = Duration.ofSeconds(10);

    private final SeriesKey mean =
            new SeriesKey(EntityId.service("shop", "cart"), KnownSignals.signal("http.server.request.duration"));

    @TempDir
    private Path folder;

    @Test
    void aPercentileIsAnotherSeriesThanTheMeanThatAnOlderFileHas() throws SQLException {
        // Given a file in which no signal says of a percentile, as of the version before
        try (WindowStore store = open()) {
            keep(store, mean, 0, 0.02);
        }
        forgetPercentiles();

        // When the same is sent with buckets
        SeriesKey p95 = new SeriesKey(mean.entity(), percentile(mean.signal()));
        try (WindowStore store = open()) {
            keep(store, p95, 1, 0.5);

            // Then each has its own past
            assertThat(store.series(mean.entity(), mean.signal().name())).containsExactlyInAnyOrder(mean, p95);
            assertThat(store.history(mean, START, START.plusSeconds(60), 9))
                    .extracting(HistoryPoint::value)
                    .containsExactly((double) 0.02f);
            assertThat(store.history(p95, START, START.plusSeconds(60), 9))
                    .extracting(HistoryPoint::value)
                    .containsExactly(0.5);
        }
    }

    private WindowStore open() {
        return WindowStore.open(folder, WindowConfig.DEFAULT, (from, to) -> Set.of());
    }

    private static void keep(WindowStore store, SeriesKey key, int number, double value) {
        Instant start = START.plus(LENGTH.multipliedBy(number));
        store.keep(
                new Window(start, LENGTH, new int[] {0}, new double[] {value}, new long[] {9}),
                SeriesDirectory.over(List.of(key)),
                Readings.NONE);
    }

    private void forgetPercentiles() throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("windows.db"));
                var statement = connection.createStatement()) {
            int changed = statement.executeUpdate(
                    "update signal set body = replace(body, ',\"percentile\":0', '') where body like '%percentile%'");
            assertThat(changed).isEqualTo(1);
        }
    }

    private static Signal percentile(Signal signal) {
        return new Signal(
                signal.name(),
                signal.kind(),
                new SignalMeaning(signal.role(), signal.unit(), signal.domain(), SignalMeaning.JUDGED),
                signal.family(),
                signal.combine(),
                signal.badSide(),
                signal.materiality());
    }
}
