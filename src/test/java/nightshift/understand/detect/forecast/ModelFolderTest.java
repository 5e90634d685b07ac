package nightshift.understand.detect.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import nightshift.app.bench.ForecastBench;
import nightshift.fact.ForecasterStatus;
import nightshift.understand.detect.Forecaster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {
    private static final Path SHIPPED = Path.of("models");

    @TempDir
    Path folder;

    @Test
    void shippedModelAnswersAsPythonDid() throws IOException {
        // Given
        GoldenRows golden = GoldenRows.read();
        try (ModelFolder models = new ModelFolder(SHIPPED)) {
            // When
            double[] forecasts = models.forecasters().model().forecast(golden);
            // Then
            assertThat(forecasts).hasSize(golden.rows());
            for (int i = 0; i < forecasts.length; i++) {
                double size = Math.max(1e-6, Math.abs(golden.forecasts()[i]));
                assertThat((forecasts[i] - golden.forecasts()[i]) / size).isBetween(-1e-4, 1e-4);
            }
        }
    }

    @Test
    void shippedModelIsReportedWithItsCard() {
        // Given
        try (ModelFolder models = new ModelFolder(SHIPPED)) {
            // When
            ModelReport report = models.report();
            // Then
            assertThat(report.status()).isEqualTo(new ForecasterStatus("pytorch", "1", false, ""));
            assertThat(report.card()).hasValueSatisfying(card -> {
                assertThat(card.sha256()).hasSize(64);
                assertThat(card.errors().values()).isNotEmpty().allMatch(error -> error <= 0.95);
            });
        }
    }

    @Test
    void severalThreadsShareOneModel() throws Exception {
        // Given
        GoldenRows golden = GoldenRows.read();
        try (ModelFolder models = new ModelFolder(SHIPPED);
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            // When
            List<Future<double[]>> answers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                Forecaster own = models.forecasters().model();
                answers.add(threads.submit(() -> own.forecast(golden)));
            }
            // Then
            double[] first = answers.getFirst().get();
            for (Future<double[]> answer : answers) {
                assertThat(answer.get()).containsExactly(first);
            }
        }
    }

    @Test
    void emptyFolderDegradesInOneSentence() {
        // When
        ModelReport report = new ModelFolder(folder).report();
        // Then
        assertThat(report.status().degraded()).isTrue();
        assertThat(report.status().name()).isEqualTo("statistical");
        assertThat(report.status().reason()).isEqualTo("there is no forecaster-N.properties in " + folder);
    }

    @Test
    void missingFolderDegrades() {
        // When
        ModelReport report = new ModelFolder(folder.resolve("absent")).report();
        // Then
        assertThat(report.status().reason()).contains("can't be read");
    }

    @Test
    void alteredFileIsNotLoaded() throws IOException {
        // Given
        copyShipped();
        byte[] content = Files.readAllBytes(folder.resolve("forecaster-1.pt"));
        content[content.length / 2] ^= 1;
        Files.write(folder.resolve("forecaster-1.pt"), content);
        // When
        ModelReport report = new ModelFolder(folder).report();
        // Then
        assertThat(report.status().degraded()).isTrue();
        assertThat(report.status().reason()).contains("is not the file its card describes");
    }

    @Test
    void corruptFileWithTheRightHashDegradesWhenItIsLoaded() throws Exception {
        // Given
        byte[] garbage = "not a model".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        String hash = HexFormat.of()
                .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(garbage));
        Files.write(folder.resolve("forecaster-1.pt"), garbage);
        writeCard("sha256", hash);
        ModelFolder models = new ModelFolder(folder);
        // When, Then
        assertThat(models.report().status().reason()).startsWith("PyTorch could not load");
        assertThatThrownBy(() -> models.forecasters().model().forecast(new SampleHistory(3)))
                .isInstanceOf(Forecaster.ForecasterException.class);
    }

    @Test
    void modelOfAnotherShapeIsRefused() throws IOException {
        // Given
        copyShipped();
        writeCard("inputs", "128");
        // When
        ModelReport report = new ModelFolder(folder).report();
        // Then
        assertThat(report.status().reason())
                .contains("takes rows of 128 values")
                .contains("makes 77");
    }

    @Test
    void cardWithoutAKeyNamesIt() throws IOException {
        // Given
        Files.writeString(folder.resolve("forecaster-3.properties"), "version=3\n");
        // When
        ModelReport report = new ModelFolder(folder).report();
        // Then
        assertThat(report.status().reason()).contains("the key 'file' is missing");
    }

    @Test
    void benchTimesModelAndFallback() {
        // Given
        try (ModelFolder models = new ModelFolder(SHIPPED)) {
            // When
            List<ForecastBench.Speed> speeds = ForecastBench.measure(models.forecasters(), 500);
            // Then
            assertThat(speeds).extracting(ForecastBench.Speed::forecaster).containsExactly("pytorch", "statistical");
            assertThat(speeds).allMatch(speed -> speed.seriesPerSecond() > 0);
        }
    }

    private void copyShipped() throws IOException {
        for (String name : List.of("forecaster-1.pt", "forecaster-1.properties")) {
            Files.copy(SHIPPED.resolve(name), folder.resolve(name));
        }
    }

    private void writeCard(String key, String value) throws IOException {
        String card = Files.readString(SHIPPED.resolve("forecaster-1.properties"));
        Files.writeString(
                folder.resolve("forecaster-1.properties"), card.replaceAll("(?m)^" + key + "=.*$", key + "=" + value));
    }
}
