package nightshift.app;

import java.nio.file.Path;
import nightshift.decide.RuleCompiler;
import nightshift.observe.SignalDictionary;
import nightshift.understand.forecast.ModelFolder;

/// What all Nightshifts of one process may share: compiled rules, the loaded model, the dictionary. Safe for many
/// threads.
record Shared(RuleCompiler compiler, ModelFolder models, SignalDictionary dictionary) implements AutoCloseable {
    static Shared open(Path models) {
        return new Shared(new RuleCompiler(), new ModelFolder(models), SignalDictionary.shipped());
    }

    @Override
    public void close() {
        compiler.close();
        models.close();
    }
}
