package nightshift.understand.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import nightshift.fact.ForecasterStatus;
import nightshift.understand.detect.forecast.Forecasters;
import nightshift.understand.detect.forecast.ModelFolder;
import nightshift.understand.detect.forecast.StatisticalForecaster;
import nightshift.understand.detect.history.HistoryBatch;
import org.junit.jupiter.api.Test;

/// Both forecasters against the naive one, on series of the generator that training never saw.
class ForecastErrorsTest {
    private static final Path SHIPPED = Path.of("models");

    @Test
    void bothForecastersBeatTheNaiveOneAndTheModelBeatsTheFallback() throws IOException {
        // Given
        List<SeriesSet.Line> heldOut = heldOut();
        try (ModelFolder models = new ModelFolder(SHIPPED)) {
            // When
            ForecastErrors errors = ForecastErrors.measure(models.forecasters(), heldOut);
            // Then
            assertThat(errors.model()).isLessThan(0.9);
            assertThat(errors.fallback()).isLessThan(0.95);
            assertThat(errors.model()).isLessThan(errors.fallback());
        }
    }

    @Test
    void constantModelFails() throws IOException {
        // Given
        Forecaster constant = new Forecaster() {
            @Override
            public ForecasterStatus status() {
                return new ForecasterStatus("pytorch", "constant", false, "");
            }

            @Override
            public double[] forecast(HistoryBatch batch) {
                return new double[batch.rows()];
            }
        };
        // When
        ForecastErrors errors =
                ForecastErrors.measure(new Forecasters(constant, StatisticalForecaster.chosen()), heldOut());
        // Then
        assertThat(errors.model()).isGreaterThan(0.95);
    }

    private static List<SeriesSet.Line> heldOut() throws IOException {
        try (InputStream in = ForecastErrorsTest.class.getResourceAsStream("forecast/held-out.csv.gz")) {
            return SeriesSet.read(in).lines();
        }
    }
}
