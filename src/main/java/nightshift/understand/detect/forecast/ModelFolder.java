package nightshift.understand.detect.forecast;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;
import nightshift.fact.ForecasterStatus;
import nightshift.understand.detect.Forecaster;
import org.jspecify.annotations.Nullable;

/// The `models/` folder, opened once a process: every Nightshift gets forecasters of its own, all share the one
/// loaded model. A model that is missing, altered or of another shape is no error: the statistics take over and
/// say so. Opening reads the card and the file's hash; PyTorch starts with the first forecast. Safe for several
/// threads.
public final class ModelFolder implements AutoCloseable {
    private final Path folder;
    private final ModelFile found;
    private final @Nullable TorchModel model;

    public ModelFolder(Path folder) {
        this.folder = folder;
        this.found = ModelFile.find(folder);
        this.model = found instanceof ModelFile.Usable usable ? new TorchModel(usable.file()) : null;
    }

    /// A fresh pair, for one Nightshift's thread.
    public Forecasters forecasters() {
        return new Forecasters(forecaster(), StatisticalForecaster.chosen());
    }

    private Forecaster forecaster() {
        return switch (found) {
            case ModelFile.Unusable unusable -> StatisticalForecaster.inPlaceOfModel(unusable.reason());
            case ModelFile.Usable usable ->
                new TorchForecaster(usable.card().version(), requireNonNull(model, "a usable file has a model"));
        };
    }

    /// What is here and whether it works; loads the model to find out.
    public ModelReport report() {
        return switch (found) {
            case ModelFile.Unusable unusable ->
                new ModelReport(
                        folder,
                        StatisticalForecaster.inPlaceOfModel(unusable.reason()).status(),
                        Optional.empty());
            case ModelFile.Usable usable -> new ModelReport(folder, tried(), Optional.of(usable.card()));
        };
    }

    private ForecasterStatus tried() {
        Forecaster candidate = forecaster();
        try {
            candidate.forecast(new SampleHistory(1));
            return candidate.status();
        } catch (Forecaster.ForecasterException broken) {
            return StatisticalForecaster.inPlaceOfModel(broken.reason()).status();
        }
    }

    /// Frees the model; forecasters given out fail from now on.
    @Override
    public void close() {
        if (model != null) {
            model.close();
        }
    }
}
