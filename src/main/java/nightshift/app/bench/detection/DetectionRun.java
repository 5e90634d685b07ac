package nightshift.app.bench.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nightshift.fact.DeadLetters;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.Readings;
import nightshift.fact.telemetry.SeriesDirectory;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.Signal;
import nightshift.fact.telemetry.SignalDomain;
import nightshift.fact.telemetry.SignalFamily;
import nightshift.fact.telemetry.SignalKind;
import nightshift.fact.telemetry.SignalMeaning;
import nightshift.fact.telemetry.SignalRole;
import nightshift.fact.telemetry.Window;
import nightshift.understand.detect.Detector;
import nightshift.understand.detect.DetectorConfig;
import nightshift.understand.detect.Standing;
import nightshift.understand.detect.forecast.Forecasters;

/// Shows files to a detector as a server would see them: one window a row, at the file's own step, no row before its
/// time. Files of one step go side by side, so that the model is asked once for all of them.
final class DetectionRun {
    /// Nobody knows what these values are.
    private static final Signal SIGNAL = new Signal(
            "bench.level",
            SignalKind.GAUGE,
            new SignalMeaning(SignalRole.OTHER, "", SignalDomain.FREE),
            SignalFamily.OTHER,
            Signal.Combine.MEAN,
            Signal.BadSide.NONE,
            Signal.Materiality.NONE);

    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    /// Of several columns, the mean of so many of the most surprising ones counts.
    private static final int STRONGEST = 3;

    private final Forecasters forecasters;

    DetectionRun(Forecasters forecasters) {
        this.forecasters = forecasters;
    }

    /// The answers in nines, one a row, file by file in the given order.
    Map<LabelledSeries, double[]> answers(List<LabelledSeries> files) {
        Map<LabelledSeries, double[]> answers = new IdentityHashMap<>();
        files.forEach(file -> answers.put(file, new double[file.rows()]));
        files.stream()
                .collect(Collectors.groupingBy(LabelledSeries::step, TreeMap::new, Collectors.toList()))
                .forEach((step, together) -> run(Duration.ofSeconds(step), together, answers));
        return answers;
    }

    private void run(Duration step, List<LabelledSeries> files, Map<LabelledSeries, double[]> answers) {
        Columns columns = new Columns(files);
        Detector detector = new Detector(
                DetectorConfig.STANDARD.series(columns.directory.size()), forecasters.model(), forecasters.fallback());
        int rows = files.stream().mapToInt(LabelledSeries::rows).max().orElse(0);
        for (int row = 0; row < rows; row++) {
            Instant begin = START.plus(step.multipliedBy(row));
            detector.take(columns.window(row, begin, step), columns.directory, Standing.WELL, DeadLetters.NONE);
            Readings readings = detector.readings();
            for (LabelledSeries file : files) {
                if (row < file.rows()) {
                    Objects.requireNonNull(answers.get(file))[row] = nines(file, columns, readings, begin.plus(step));
                }
            }
        }
    }

    private static double nines(LabelledSeries file, Columns columns, Readings readings, Instant end) {
        double[] each = columns.keys(file).stream()
                .mapToDouble(key -> readings.of(key)
                        .filter(reading -> reading.windowEnd().equals(end))
                        .map(DetectionRun::nines)
                        .orElse(0.0))
                .sorted()
                .toArray();
        int strongest = Math.min(STRONGEST, each.length);
        return Arrays.stream(each, each.length - strongest, each.length)
                .average()
                .orElse(0);
    }

    private static double nines(Reading reading) {
        return Math.max(0, -Math.log10(1 - reading.confidence()));
    }

    /// All columns of some files, numbered through.
    private static final class Columns {
        private final List<SeriesKey> keys = new ArrayList<>();
        private final SeriesDirectory directory = SeriesDirectory.over(keys);
        private final List<double[]> values = new ArrayList<>();
        private final Map<LabelledSeries, List<SeriesKey>> byFile = new IdentityHashMap<>();

        Columns(List<LabelledSeries> files) {
            for (LabelledSeries file : files) {
                int from = keys.size();
                for (double[] column : file.columns()) {
                    keys.add(new SeriesKey(EntityId.service("bench", "s" + keys.size()), SIGNAL));
                    values.add(column);
                }
                byFile.put(file, List.copyOf(keys.subList(from, keys.size())));
            }
        }

        List<SeriesKey> keys(LabelledSeries file) {
            return byFile.getOrDefault(file, List.of());
        }

        Window window(int row, Instant begin, Duration step) {
            int[] series = IntStream.range(0, keys.size())
                    .filter(at -> row < values.get(at).length && Double.isFinite(values.get(at)[row]))
                    .toArray();
            double[] column =
                    Arrays.stream(series).mapToDouble(at -> values.get(at)[row]).toArray();
            long[] counts = new long[series.length];
            Arrays.fill(counts, 1);
            return new Window(begin, step, series, column, counts);
        }
    }
}
