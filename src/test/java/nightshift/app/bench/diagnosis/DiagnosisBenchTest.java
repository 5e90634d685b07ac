package nightshift.app.bench.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import nightshift.observe.naming.SignalDictionary;
import nightshift.understand.detect.forecast.Forecasters;
import nightshift.understand.detect.forecast.StatisticalForecaster;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The bench on a folder of one failure and one quiet window, as the README of the labelled sets describes them.
class DiagnosisBenchTest {
    @TempDir
    private Path folder;

    private final Random random = new Random(7);

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("cases.json"), """
                {"one": {"dataset": "nezha-ob", "interval_s": 60, "entry": "front", "graph": "graph.json",
                         "files": {"normal": "normal.csv.gz", "incident": "one.csv.gz"}},
                 "quiet": {"dataset": "nezha-ob", "interval_s": 60, "entry": "front", "graph": "graph.json",
                         "files": {"normal": "normal.csv.gz", "incident": "quiet.csv.gz"}}}
                """);
        Files.writeString(folder.resolve("truth.json"), """
                {"one": {"root_cause": ["cart"]}, "quiet": {"negative": true, "root_cause": []}}
                """);
        Files.writeString(folder.resolve("graph.json"), "{\"edges\": [[\"front\", \"cart\"]]}");
        table("normal.csv.gz", 80, 0);
        table("quiet.csv.gz", 8, 0);
        table("one.csv.gz", 8, 40);
    }

    @Test
    void itNamesTheServiceWhoseAnswersFail() throws IOException {
        // When
        List<DiagnosisBench.Figures> figures = bench().run(1);
        // Then
        assertThat(figures).hasSize(2).allSatisfy(figure -> {
            assertThat(figure.score().first()).isEqualTo(1);
            assertThat(figure.incidents()).isEqualTo(1);
            assertThat(figure.windows()).isEqualTo(1);
            assertThat(figure.falseIncidents()).isZero();
        });
    }

    private DiagnosisBench bench() {
        Forecasters statistics = new Forecasters(StatisticalForecaster.chosen(), StatisticalForecaster.chosen());
        return new DiagnosisBench(folder, SignalDictionary.shipped(), statistics, line -> {});
    }

    /// @param failing per cent of the cart's answers
    private void table(String name, int rows, int failing) throws IOException {
        StringBuilder text =
                new StringBuilder("time,front|latency_avg,front|success_rate,cart|latency_avg,cart|success_rate\n");
        for (int row = 0; row < rows; row++) {
            text.append(String.format(
                    Locale.ROOT,
                    "%d,%.5f,%d,%.5f,%d%n",
                    60 * row,
                    0.1 * (1 + 0.03 * random.nextGaussian()),
                    100 - failing,
                    0.05 * (1 + 0.03 * random.nextGaussian()),
                    100 - failing));
        }
        try (Writer file = new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(folder.resolve(name))), StandardCharsets.UTF_8)) {
            file.write(text.toString());
        }
    }
}
