package nightshift.understand.detect.forecast;

import nightshift.fact.ForecasterStatus;
import nightshift.understand.detect.Forecaster;
import nightshift.understand.detect.HistoryBatch;

/// The trained network. Not safe for several threads; several of them may share one [TorchModel].
final class TorchForecaster implements Forecaster {
    private final ForecasterStatus status;
    private final TorchModel model;
    private final TorchRows rows = new TorchRows();
    private final float[] few = new float[TorchModel.FEW * TorchRows.INPUTS];
    private final float[] many = new float[TorchModel.MANY * TorchRows.INPUTS];

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
        double[] forecasts = new double[batch.rows()];
        for (int from = 0; from < forecasts.length; from += TorchModel.MANY) {
            int number = Math.min(TorchModel.MANY, forecasts.length - from);
            float[] input = number <= TorchModel.FEW ? few : many;
            for (int place = 0; place < number; place++) {
                rows.write(batch, from + place, input, place);
            }
            float[] answers = model.forecast(input);
            for (int place = 0; place < number; place++) {
                forecasts[from + place] = answers[place];
            }
        }
        return forecasts;
    }
}
