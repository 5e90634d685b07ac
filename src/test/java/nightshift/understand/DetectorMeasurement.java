package nightshift.understand;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import nightshift.understand.forecast.ModelFolder;
import org.junit.jupiter.api.Test;

/// Not a test: prints the figures of the model card when run by name, as `models/README.md` says.
class DetectorMeasurement {
    private final Path folder = Path.of(System.getProperty("nightshift.models", "models"));
    private final Path series = Path.of(System.getProperty("nightshift.series", "target/quiet.csv.gz"));

    /// Series of the generator in which nothing is wrong: how often the detector is sure, and the table of tails.
    @Test
    void quietSeriesOfTheGenerator() throws IOException {
        try (ModelFolder models = new ModelFolder(folder);
                InputStream in = Files.newInputStream(series)) {
            QuietRun run = new QuietRun(models.forecasters());
            Map<Integer, List<SeriesSet.Line>> bySteps = SeriesSet.read(in).lines().stream()
                    .collect(Collectors.groupingBy(SeriesSet.Line::step, TreeMap::new, Collectors.toList()));
            bySteps.values().forEach(run::run);
            run.byLens().forEach((lens, tally) -> System.out.printf(
                    Locale.ROOT, "%-12s %s  clear excursions %d%n", lens, tally.shares(), run.excursions().getOrDefault(lens, 0)));
            System.out.println("all          " + run.all().shares());
            System.out.println(run.usual().tails());
        }
    }

    /// Labelled series of `bench/anomaly_score.py`'s layout: forecast errors and the share of sure normal rows by suite.
    @Test
    void labelledSeries() throws IOException {
        try (ModelFolder models = new ModelFolder(folder)) {
            for (Map.Entry<String, List<SeriesSet.Line>> suite : LabelledSeries.read(series).entrySet()) {
                System.out.println(suite.getKey() + " " + ForecastErrors.measure(models.forecasters(), suite.getValue()));
                QuietRun run = new QuietRun(models.forecasters());
                suite.getValue().forEach(line -> run.run(List.of(line)));
                System.out.println(suite.getKey() + " " + run.all().shares());
            }
        }
    }
}
