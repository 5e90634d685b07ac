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
/// for several threads: each call has a predictor of its own.
///
/// Loads are serialised in the whole process, because `torch.jit.load` is not safe against itself.
final class TorchModel implements AutoCloseable {
    /// Rows a call: one of two numbers, so that PyTorch optimises its graph for each just once.
    static final int FEW = 32;

    static final int MANY = 256;

    private static final Object LOADING = new Object();

    private final Path file;
    private @Nullable Model model;
    private @Nullable String broken;

    TorchModel(Path file) {
        this.file = file;
    }

    /// Forecasts of [#FEW] or [#MANY] rows.
    ///
    /// @param rows [TorchRows#INPUTS] values each
    /// @throws ForecasterException when the file can't be loaded or does not do what its card says
    float[] forecast(float[] rows) {
        try (Predictor<float[], float[]> predictor = loaded().newPredictor(new TorchTranslator())) {
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
        // read once, when the engine starts; the launcher sets them too
        System.getProperties().putIfAbsent("ai.djl.offline", "true");
        System.getProperties().putIfAbsent("ai.djl.pytorch.num_threads", "1");
        System.getProperties().putIfAbsent("ai.djl.pytorch.num_interop_threads", "1");
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
