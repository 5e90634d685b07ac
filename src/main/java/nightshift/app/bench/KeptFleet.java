package nightshift.app.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Readings;
import nightshift.fact.telemetry.SeriesDirectory;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.Signal;
import nightshift.fact.telemetry.Window;
import nightshift.journal.window.WindowConfig;
import nightshift.journal.window.WindowStore;
import nightshift.loop.RecallConfig;
import nightshift.observe.naming.SignalDictionary;

/// The windows that an earlier process kept of a fleet: as many as a start judges again, each with a row
/// of each series.
final class KeptFleet {
    static final int SERIES = 50_000;
    static final int WINDOWS = RecallConfig.DEFAULT.windows();

    private static final Duration LENGTH = Duration.ofSeconds(10);
    private static final int INSTANCES = 50;

    private KeptFleet() {}

    /// @param until when the newest window ended
    static void write(Path directory, Instant until) {
        Signal load = SignalDictionary.shipped().signal("bench.level");
        List<SeriesKey> keys = IntStream.range(0, SERIES)
                .mapToObj(i ->
                        new SeriesKey(EntityId.instance("bench", "service-" + i / INSTANCES, "instance-" + i), load))
                .toList();
        SeriesDirectory meaning = SeriesDirectory.over(keys);
        Instant newest = Instant.ofEpochSecond(Math.floorDiv(until.getEpochSecond(), LENGTH.toSeconds()) * 10);
        Random noise = new Random(7);
        try (WindowStore store = WindowStore.open(directory, WindowConfig.DEFAULT, (from, to) -> Set.of())) {
            for (int back = WINDOWS; back > 0; back--) {
                Instant start = newest.minus(LENGTH.multipliedBy(back));
                store.keep(window(start, noise), meaning, Readings.NONE);
            }
        }
    }

    private static Window window(Instant start, Random noise) {
        double[] values = new double[SERIES];
        long[] counts = new long[SERIES];
        for (int i = 0; i < SERIES; i++) {
            values[i] = 0.4 + 0.02 * noise.nextGaussian();
            counts[i] = 1;
        }
        return new Window(start, LENGTH, IntStream.range(0, SERIES).toArray(), values, counts);
    }
}
