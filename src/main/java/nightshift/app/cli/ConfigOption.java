package nightshift.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import nightshift.app.server.CommandFailure;
import nightshift.app.server.ExitCode;
import nightshift.app.settings.Settings;
import nightshift.app.settings.Sources;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--config`: what a server that was started with the same file, variables and folder is set to.
final class ConfigOption {
    @Option(names = "--config", paramLabel = "FILE", description = "A properties file with nightshift.* keys.")
    private @Nullable Path file;

    @Nullable
    Path file() {
        return file;
    }

    /// Whether all is at its defaults, told without reading what there is to read.
    boolean unwritten() {
        return file == null && Sources.unwritten();
    }

    Settings settings() {
        if (file != null && !Files.isReadable(file)) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, "can't read the configuration file " + file);
        }
        return Settings.ofProcess(Sources.ofProcess(file));
    }
}
