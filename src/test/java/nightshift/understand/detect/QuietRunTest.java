package nightshift.understand.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import nightshift.understand.detect.forecast.ModelFolder;
import org.junit.jupiter.api.Test;

/// Confidence keeps its word on quiet series of the generator, with the model and without.
class QuietRunTest {
    @Test
    void confidenceKeepsItsWordWithTheModel() throws IOException {
        assertCalibrated(Path.of("models"));
    }

    @Test
    void confidenceKeepsItsWordWithTheFallback() throws IOException {
        assertCalibrated(Path.of("no-such-folder"));
    }

    private static void assertCalibrated(Path folder) throws IOException {
        // Given
        try (ModelFolder models = new ModelFolder(folder);
                InputStream in = QuietRunTest.class.getResourceAsStream("forecast/held-out.csv.gz")) {
            QuietRun run = new QuietRun(models.forecasters());
            // When
            run.runAll(SeriesSet.read(in).lines());
            // Then: within three times of what the number says
            Tally all = run.all();
            assertThat(all.rows()).isGreaterThan(10_000);
            assertThat(all.shareAbove(0)).isBetween(0.1 / 3, 0.1 * 3);
            assertThat(all.shareAbove(1)).isBetween(0.01 / 3, 0.01 * 3);
        }
    }
}
