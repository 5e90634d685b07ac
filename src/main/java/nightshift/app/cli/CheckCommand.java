package nightshift.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import nightshift.app.assembly.Actuators;
import nightshift.app.server.ExitCode;
import nightshift.app.server.RehearsalProcess;
import nightshift.app.settings.Settings;
import nightshift.app.settings.SettingsException;
import nightshift.app.settings.Sources;
import nightshift.decide.compile.RuleCheck;
import nightshift.decide.compile.RuleWarnings;
import nightshift.decide.live.Rehearsal;
import nightshift.decide.rulefile.RuleFiles;
import nightshift.decide.rulefile.RuleKind;
import nightshift.fact.decision.RuleProblem;
import nightshift.fact.decision.RuleStatus;
import nightshift.observe.naming.SignalDictionary;
import nightshift.simulate.trial.Catalogue;
import nightshift.simulate.trial.ScenarioProblem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `check`: whether the rule files and scenarios can be used, without a server.
@Command(
        description = {
            "Checks rule files and scenarios: each problem with file, line, what is wrong and what to do.",
            "Rules other than those that ship are compiled and rehearsed as a server does, in a process of their own.",
            "Warns of signals that no dictionary has, of actions that no configured target takes, of missing parameters.",
            "Exit code 1 when there is a problem; a warning is none."
        })
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Parameters(
            arity = "0..1",
            paramLabel = "rules",
            description = "Directory that holds healing/ and policy/ (default: rules). 'rules' means the default too.")
    private @Nullable Path directory;

    @Option(names = "--scenarios", paramLabel = "DIR", description = "Directory of scenarios (default: scenarios).")
    private @Nullable Path scenarioDirectory;

    record Answer(
            boolean ok,
            List<RuleStatus> rules,
            List<RuleProblem> problems,
            List<RuleProblem> warnings,
            List<ScenarioProblem> scenarios) {}

    /// A relative directory is looked for where the command was typed, then beside the launcher.
    private Path rules() {
        Path asked = directory == null ? Path.of("rules") : directory;
        return Files.isDirectory(asked) ? asked : Settings.home().resolve(asked);
    }

    /// What a server would refuse, found as a server finds it: nothing is compiled here that did not
    /// pass there. What can't be read is told by the check itself.
    private static List<RuleProblem> rehearsed(Path rules) {
        Rehearsal rehearsal = RehearsalProcess.once();
        List<RuleProblem> problems = new ArrayList<>();
        for (RuleKind kind : RuleKind.values()) {
            try {
                Rehearsal.Verdict verdict = rehearsal.of(RuleFiles.read(rules, kind));
                problems.addAll(verdict.problems());
                problems.addAll(verdict.aside().values());
            } catch (IOException | UncheckedIOException unreadable) {
                return List.of();
            }
        }
        return problems;
    }

    /// By the configuration of this folder and the dictionary that ships; what telemetry has shown only a server
    /// knows.
    private static RuleWarnings known() {
        Predicate<String> targets;
        try {
            targets = Actuators.takes(Settings.ofProcess(Sources.ofProcess(null)));
        } catch (SettingsException wrong) {
            targets = _ -> true; // a server would not start: that is told there
        }
        return new RuleWarnings(targets, SignalDictionary.shipped()::knows);
    }

    @Override
    public Integer call() {
        List<RuleProblem> endless = rehearsed(rules());
        RuleCheck.Report checked = endless.isEmpty()
                ? RuleCheck.check(rules(), known())
                : new RuleCheck.Report(List.of(), endless, List.of());
        List<ScenarioProblem> scenarios = directory != null && scenarioDirectory == null
                ? List.of()
                : Catalogue.read(scenarioDirectory == null ? Settings.home().resolve("scenarios") : scenarioDirectory)
                        .problems();
        boolean ok = checked.problems().isEmpty() && scenarios.isEmpty();
        output.object(new Answer(ok, checked.rules(), checked.problems(), checked.warnings(), scenarios));
        checked.problems().forEach(problem -> output.line(problem.text()));
        checked.warnings().forEach(warning -> output.line("warning: " + warning.text()));
        scenarios.forEach(problem -> output.line(problem.message()));
        if (ok) {
            output.line("all is well: " + checked.rules().size() + " rules");
        }
        return ok ? ExitCode.OK : ExitCode.NOT_DONE;
    }
}
