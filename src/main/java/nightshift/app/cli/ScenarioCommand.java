package nightshift.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import nightshift.app.assembly.Shared;
import nightshift.app.server.ExitCode;
import nightshift.simulate.judge.ScenarioResult;
import nightshift.simulate.judge.ScenarioRun;
import nightshift.simulate.trial.Moment;
import nightshift.simulate.trial.Scenario;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `scenario list|run NAME`: the shipped scenarios, and one of them played in a world.
@Command(
        description = "Lists scenarios, or plays one.",
        subcommands = {ScenarioCommand.ListAll.class, ScenarioCommand.Run.class})
final class ScenarioCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "expected 'scenario list' or 'scenario run NAME'");
    }

    @Command(name = "list", description = "The shipped scenarios.", mixinStandardHelpOptions = true)
    static final class ListAll implements Callable<Integer> {
        @Mixin
        private Output output = new Output();

        @Override
        public Integer call() {
            List<Map<String, Object>> all = new ArrayList<>();
            List<List<String>> rows = new ArrayList<>();
            for (Scenario scenario : ScenarioFiles.read().scenarios()) {
                all.add(Map.of(
                        "name", scenario.name(),
                        "description", scenario.description(),
                        "healable", scenario.healable()));
                rows.add(List.of(scenario.name(), scenario.healable() ? "yes" : "-", scenario.description()));
            }
            output.object(Map.of("scenarios", all));
            output.table(List.of("NAME", "HEALABLE", "DESCRIPTION"), rows);
            return ExitCode.OK;
        }
    }

    @Command(
            name = "run",
            description = "Plays one scenario and judges it by the world's truth; exit code 1 when it does not pass.",
            mixinStandardHelpOptions = true)
    static final class Run implements Callable<Integer> {
        @Mixin
        private Output output = new Output();

        @Mixin
        private CandidateOptions candidate = new CandidateOptions();

        @Parameters(paramLabel = "NAME", description = "As 'scenario list' shows it.")
        private String name = "";

        @Option(names = "--seed", defaultValue = "1", paramLabel = "N", description = "Which world (default 1).")
        private long seed;

        @Override
        public Integer call() {
            Scenario scenario = ScenarioFiles.named(name);
            try (Shared shared = Shared.open(candidate.models())) {
                ScenarioResult result = new ScenarioRun(new Trials(shared), candidate.candidate()).play(scenario, seed);
                output.object(told(result));
                output.line(scenario.name() + " (seed " + seed + "): " + scenario.description());
                for (Moment moment : result.timeline()) {
                    output.line("  " + moment.at() + "  " + moment.source() + "  " + moment.text());
                }
                result.verdict().failures().forEach(failure -> output.line("  NOT PASSED: " + failure));
                output.line(
                        result.verdict().passed()
                                ? "passed: " + result.verdict().outcome().sentence()
                                : "did not pass: " + result.verdict().outcome().sentence());
                return result.verdict().passed() ? ExitCode.OK : ExitCode.NOT_DONE;
            }
        }
    }

    /// One run as JSON.
    static Map<String, @Nullable Object> told(ScenarioResult result) {
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        told.put("name", result.scenario().name());
        told.put("seed", result.seed());
        told.put("passed", result.verdict().passed());
        told.put("outcome", result.verdict().outcome().name().toLowerCase(java.util.Locale.ROOT));
        told.put("detectedAfter", Durations.iso(result.verdict().detectedAfter()));
        told.put("healedAfter", Durations.iso(result.verdict().healedAfter()));
        told.put("causeNamed", result.verdict().causeNamed());
        told.put("kindNamed", result.verdict().kindNamed());
        told.put("falseActions", result.verdict().falseActions());
        told.put("harmful", result.verdict().harmful());
        told.put("pages", result.verdict().pages());
        told.put("errorSeconds", result.verdict().errorSeconds());
        told.put("twinErrorSeconds", result.verdict().twinErrorSeconds());
        told.put("failures", result.verdict().failures());
        return told;
    }
}
