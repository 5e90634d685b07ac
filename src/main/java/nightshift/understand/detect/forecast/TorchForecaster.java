package nightshift.understand.detect.forecast;

import ai.djl.inference.Predictor;
import nightshift.fact.ForecasterStatus;
import nightshift.understand.detect.Forecaster;
import nightshift.understand.detect.history.HistoryBatch;
import org.jspecify.annotations.Nullable;

/// The trained network. Not safe for several threads; several of them may share one [TorchModel], each with a predictor
/// of its own that is kept as long as the model.
final class TorchForecaster implements Forecaster {
    /// Rows a call at most: 79 KB of input.
    private static final int MOST_ROWS = 256;

    private final ForecasterStatus status;
    private final TorchModel model;
    private final TorchRows rows = new TorchRows();
    private @Nullable Predictor<float[], float[]> predictor;

    TorchForecaster(String version, TorchModel model) {
        this.status = new ForecasterStatus("pytorch", version, false, "");
        this.model = model;
    }

    @Override
    public ForecasterStatus status() {
        return status;
    }

    @Override
    public double[] forecast(HistoryBatch batch) {
        if (predictor == null) {
            predictor = model.predictor();
        }
        double[] forecasts = new double[batch.rows()];
        for (int from = 0; from < forecasts.length; from += MOST_ROWS) {
            int number = Math.min(MOST_ROWS, forecasts.length - from);
            float[] input = new float[number * TorchRows.INPUTS];
            for (int place = 0; place < number; place++) {
                rows.write(batch, from + place, input, place);
            }
            float[] answers = model.forecast(predictor, input);
            for (int place = 0; place < number; place++) {
                forecasts[from + place] = answers[place];
            }
        }
        return forecasts;
    }
}
