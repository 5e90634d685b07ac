package nightshift.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import nightshift.app.server.CommandFailure;
import nightshift.app.server.ExitCode;
import nightshift.app.settings.Settings;
import nightshift.simulate.trial.Candidate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What is put on trial: the options that `demo`, `scenario` and `score` share.
final class CandidateOptions {
    @Option(names = "--rules", paramLabel = "DIR", description = "Rules to use (default: rules).")
    private @Nullable Path rules;

    @Option(names = "--models", paramLabel = "DIR", description = "Models to use (default: models).")
    private @Nullable Path models;

    @Option(names = "--no-act", description = "Believe and decide, dispatch nothing.")
    private boolean noAct;

    Candidate candidate() {
        return new Candidate(rules(), models(), Map.of(), !noAct);
    }

    private Path rules() {
        return existing(rules, "rules");
    }

    Path models() {
        return existing(models, "models");
    }

    private static Path existing(@Nullable Path given, String otherwise) {
        Path directory = given == null ? Settings.home().resolve(otherwise) : given;
        if (!Files.isDirectory(directory)) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, "no directory " + directory + " (--" + otherwise + ")");
        }
        return directory;
    }
}
