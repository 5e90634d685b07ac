package nightshift.app.assembly;

import java.nio.file.Path;
import nightshift.decide.compile.KeptClasses;
import nightshift.decide.compile.RuleCompiler;
import nightshift.observe.naming.SignalDictionary;
import nightshift.understand.detect.forecast.ModelFolder;

/// What all Nightshifts of one process may share: compiled rules, the loaded model, the dictionary. Safe for many
/// threads.
public record Shared(RuleCompiler compiler, ModelFolder models, SignalDictionary dictionary) implements AutoCloseable {
    public static Shared open(Path models) {
        return open(models, KeptClasses.nowhere());
    }

    /// @param compiled where compiled rules are kept for the next process
    public static Shared open(Path models, KeptClasses compiled) {
        return new Shared(new RuleCompiler(compiled), new ModelFolder(models), SignalDictionary.shipped());
    }

    @Override
    public void close() {
        compiler.close();
        models.close();
    }
}
