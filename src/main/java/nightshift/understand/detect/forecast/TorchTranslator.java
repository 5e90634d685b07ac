package nightshift.understand.detect.forecast;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;

/// Plain arrays in and out, so that nothing native outlives a call.
final class TorchTranslator implements NoBatchifyTranslator<float[], float[]> {
    @Override
    public NDList processInput(TranslatorContext context, float[] rows) {
        Shape shape = new Shape(rows.length / TorchRows.INPUTS, TorchRows.INPUTS);
        return new NDList(context.getNDManager().create(rows, shape));
    }

    @Override
    public float[] processOutput(TranslatorContext context, NDList outputs) {
        return outputs.singletonOrThrow().toFloatArray();
    }
}
