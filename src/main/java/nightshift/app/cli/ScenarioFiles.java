package nightshift.app.cli;

import java.util.List;
import nightshift.app.server.CommandFailure;
import nightshift.app.server.ExitCode;
import nightshift.app.settings.Settings;
import nightshift.simulate.trial.Catalogue;
import nightshift.simulate.trial.Scenario;
import nightshift.simulate.trial.ScenarioProblem;

/// The shipped scenarios, or one sentence on why they can't be used.
public final class ScenarioFiles {
    private ScenarioFiles() {}

    static Catalogue read() {
        Catalogue catalogue = Catalogue.read(Settings.home().resolve("scenarios"));
        if (!catalogue.problems().isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    String.join(
                            "\n",
                            catalogue.problems().stream()
                                    .map(ScenarioProblem::message)
                                    .toList()));
        }
        return catalogue;
    }

    public static Scenario named(String name) {
        Catalogue catalogue = read();
        return catalogue
                .find(name)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE,
                        "no scenario '" + name + "'; there are: "
                                + String.join(
                                        ", ",
                                        catalogue.scenarios().stream()
                                                .map(Scenario::name)
                                                .toList())));
    }

    /// The three seed faults that the demo shows, in order.
    static List<Scenario> seeds() {
        return List.of(named("connection-leak"), named("load-surge"), named("bad-deployment"));
    }
}
