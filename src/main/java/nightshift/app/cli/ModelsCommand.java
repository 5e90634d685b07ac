package nightshift.app.cli;

import java.util.concurrent.Callable;
import nightshift.app.server.ExitCode;
import nightshift.understand.detect.forecast.ModelCard;
import nightshift.understand.detect.forecast.ModelFolder;
import nightshift.understand.detect.forecast.ModelReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `models`: which forecaster is there, whether it works, and what its card says.
@Command(description = "The forecaster in models/: its card, whether it loads, its measured figures.")
final class ModelsCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Mixin
    private CandidateOptions options = new CandidateOptions();

    @Override
    public Integer call() {
        try (ModelFolder folder = new ModelFolder(options.models())) {
            ModelReport report = folder.report();
            output.object(report);
            output.line("forecaster: " + report.status().name() + " "
                    + report.status().version()
                    + (report.status().degraded()
                            ? ", degraded: " + report.status().reason()
                            : ""));
            report.card().map(ModelCard::toString).ifPresent(output::line);
            return report.status().degraded() ? ExitCode.NOT_DONE : ExitCode.OK;
        }
    }
}
