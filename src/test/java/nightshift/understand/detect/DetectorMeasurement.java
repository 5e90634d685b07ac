package nightshift.understand.detect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nightshift.understand.detect.forecast.ModelFolder;
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
            List<SeriesSet.Line> lines = SeriesSet.read(in).lines();
            print("%s%n", ForecastErrors.measure(models.forecasters(), lines));
            QuietRun run = new QuietRun(models.forecasters());
            run.runAll(lines);
            run.byLens()
                    .forEach((lens, tally) ->
                            print("%-12s %s  clear excursions: %d%n", lens, tally.shares(), run.excursions(lens)));
            print("%-12s %s%n%s%n", "all", run.all().shares(), run.usual().tails());
        }
    }

    /// Labelled series on disk (`LabelledSeries` says how they are laid out): forecast errors and the share of
    /// normal rows above each level, by suite.
    @Test
    void labelledSeries() throws IOException {
        try (ModelFolder models = new ModelFolder(folder)) {
            for (Map.Entry<String, List<SeriesSet.Line>> suite :
                    LabelledSeries.read(series).entrySet()) {
                QuietRun run = new QuietRun(models.forecasters());
                run.runAll(suite.getValue());
                print(
                        "%-12s %s %s%n",
                        suite.getKey(),
                        ForecastErrors.measure(models.forecasters(), suite.getValue()),
                        run.all().shares());
            }
        }
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
