package nightshift.app.bench.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import nightshift.understand.detect.forecast.ModelFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectionBenchTest {
    private static final String LABEL = "\"%s/one.csv\": {\"rows\":400,\"interval_s\":60,\"events\":[[300,309]]%s}";

    @TempDir
    Path folder;

    @Test
    void aClearFaultIsSeenAndTheRestIsQuiet() throws IOException {
        // Given
        writeSet("wsd", "");
        // When
        DetectionBench.Figures figures = run("wsd").getFirst();
        // Then
        assertThat(figures.recall()).isEqualTo(1);
        assertThat(figures.precision()).isEqualTo(1);
        assertThat(figures.f1()).isEqualTo(1);
        assertThat(figures.nab()).isNaN();
        assertThat(figures.quietShare()).isBetween(0.0, 0.03);
    }

    @Test
    void windowsOfTheNumentaBenchmarkAreFoundByTheirTimes() throws IOException {
        // Given
        writeSet("nab", ",\"nab_windows\":[[1017400,1019200]],\"probation_rows\":60");
        // When
        DetectionBench.Figures figures = run("nab").getFirst();
        // Then
        assertThat(figures.bestNab()).isGreaterThan(80);
    }

    @Test
    void answersAreWrittenForOtherScorersOneARow() throws IOException {
        // Given
        writeSet("wsd", "");
        Path scores = folder.resolve("scores");
        // When
        try (ModelFolder models = new ModelFolder(folder.resolve("no-model"))) {
            new DetectionBench(models.forecasters()).run(new DetectionBench.Request(folder, List.of("wsd"), 1), scores);
        }
        // Then
        List<String> lines = Files.readAllLines(scores.resolve("wsd/one.csv"));
        assertThat(lines).hasSize(401).startsWith("score");
        assertThat(Double.parseDouble(lines.get(302))).isGreaterThan(0.999);
    }

    @Test
    void aFolderWithoutLabelsIsRefusedWithWhatWasExpected() {
        assertThatThrownBy(() -> run("wsd"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected labels.json")
                .hasMessageContaining("--data");
    }

    private List<DetectionBench.Figures> run(String set) throws IOException {
        try (ModelFolder models = new ModelFolder(folder.resolve("no-model"))) {
            return new DetectionBench(models.forecasters())
                    .run(new DetectionBench.Request(folder, List.of(set), 1), null);
        }
    }

    private void writeSet(String set, String more) throws IOException {
        Files.writeString(folder.resolve("labels.json"), "{" + LABEL.formatted(set, more) + "}");
        Files.createDirectories(folder.resolve(set));
        StringBuilder text = new StringBuilder("timestamp,value\n");
        Random random = new Random(5);
        for (int row = 0; row < 400; row++) {
            double value = row >= 300 && row < 310 ? 60 : 20 + random.nextGaussian();
            text.append(1_000_000 + 60 * row)
                    .append(',')
                    .append(row == 17 ? "" : value)
                    .append('\n');
        }
        Files.writeString(folder.resolve(set).resolve("one.csv"), text);
    }
}
