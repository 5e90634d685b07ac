package nightshift.understand.detect.forecast;

import ai.djl.Model;
import ai.djl.ModelException;
import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.nio.file.Path;
import nightshift.understand.detect.Forecaster.ForecasterException;
import org.jspecify.annotations.Nullable;

/// A TorchScript file, loaded once, when it is first needed, and shared by all who forecast in this process. Safe
/// for several threads, each with a predictor of its own.
///
/// PyTorch does not optimise the graph: it would do so anew for each number of rows, which takes a hundred milliseconds
/// and gains nothing with a network of this size.
///
/// Loads are serialised in the whole process, because `torch.jit.load` is not safe against itself.
final class TorchModel implements AutoCloseable {
    private static final Object LOADING = new Object();

    private final Path file;
    private @Nullable Model model;
    private @Nullable String broken;

    TorchModel(Path file) {
        this.file = file;
    }

    /// A predictor for one thread; it lives as long as the model.
    ///
    /// @throws ForecasterException when the file can't be loaded
    Predictor<float[], float[]> predictor() {
        return loaded().newPredictor(new TorchTranslator());
    }

    /// Forecasts of some rows.
    ///
    /// @param predictor the caller's own
    /// @param rows [TorchRows#INPUTS] values each
    /// @throws ForecasterException when the model was closed or the file does not do what its card says
    float[] forecast(Predictor<float[], float[]> predictor, float[] rows) {
        loaded();
        try {
            float[] forecasts = predictor.predict(rows);
            int expected = rows.length / TorchRows.INPUTS;
            if (forecasts.length != expected) {
                throw new ForecasterException(
                        file + " answered " + expected + " rows with " + forecasts.length + " forecasts", null);
            }
            return forecasts;
        } catch (TranslateException e) {
            throw new ForecasterException("PyTorch could not run " + file + ": " + firstLine(e), e);
        }
    }

    private Model loaded() {
        synchronized (LOADING) {
            if (broken != null) {
                throw new ForecasterException(broken, null);
            }
            if (model == null) {
                model = load();
            }
            return model;
        }
    }

    private Model load() {
        // the first three are read once, when the engine starts, and the launcher sets them too; the last with each
        // call
        System.getProperties().putIfAbsent("ai.djl.offline", "true");
        System.getProperties().putIfAbsent("ai.djl.pytorch.num_threads", "1");
        System.getProperties().putIfAbsent("ai.djl.pytorch.num_interop_threads", "1");
        System.getProperties().putIfAbsent("ai.djl.pytorch.graph_optimizer", "false");
        try {
            Model fresh = Model.newInstance("forecaster", "PyTorch");
            Path absolute = file.toAbsolutePath();
            fresh.load(absolute.getParent(), absolute.getFileName().toString());
            return fresh;
        } catch (IOException | ModelException | RuntimeException | LinkageError e) {
            broken = "PyTorch could not load " + file + ": " + firstLine(e);
            throw new ForecasterException(broken, e);
        }
    }

    private static String firstLine(Throwable e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.lines().findFirst().orElse("no reason given");
    }

    @Override
    public void close() {
        synchronized (LOADING) {
            if (model != null) {
                model.close();
                model = null;
                broken = file + " was closed";
            }
        }
    }
}
