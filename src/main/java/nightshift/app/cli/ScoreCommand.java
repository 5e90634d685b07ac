package nightshift.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import nightshift.app.assembly.Shared;
import nightshift.app.server.ExitCode;
import nightshift.simulate.judge.ScenarioResult;
import nightshift.simulate.judge.ScenarioRun;
import nightshift.simulate.judge.Score;
import nightshift.simulate.judge.Scoreboard;
import nightshift.simulate.trial.Scenario;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `score`: every scenario in several worlds, against the ground truth.
@Command(
        description = {
            "Plays every scenario with several seeds, two worlds at a time, and prints a table against the world's truth.",
            "With --worlds it plays generated worlds instead, drawn from the exam's catalogue by a seed.",
            "Exit code 1 when an action was false or harmful, or a healable fault was not healed."
        })
final class ScoreCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Mixin
    private CandidateOptions candidate = new CandidateOptions();

    @Option(names = "--seeds", defaultValue = "5", paramLabel = "N", description = "Worlds per scenario (default 5).")
    private int seeds;

    @Option(names = "--worlds", paramLabel = "N", description = "Play N generated worlds instead of the scenarios.")
    private @Nullable Integer worlds;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "S",
            converter = WorldScoring.Seed.class,
            description = "Which worlds: a number, or 0x and hex digits (default 1).")
    private long seed;

    @Option(names = "--only", paramLabel = "K", description = "Of them world K alone, and its story.")
    private @Nullable Integer only;

    @Override
    public Integer call() {
        return worlds == null ? scenarios() : new WorldScoring(output, candidate).score(worlds, seed, only);
    }

    private Integer scenarios() {
        List<Scenario> scenarios = ScenarioFiles.read().scenarios();
        int runs = scenarios.size() * seeds;
        AtomicInteger ended = new AtomicInteger();
        try (Shared shared = Shared.open(candidate.models())) {
            Score score = new Scoreboard(new ScenarioRun(new Trials(shared), candidate.candidate()))
                    .play(scenarios, seeds, result -> progress(result, ended.incrementAndGet(), runs));
            Score.Summary summary = score.summary();
            output.object(told(score));
            print(score.results(), summary);
            boolean good =
                    summary.falseActions() == 0 && summary.harmful() == 0 && summary.healed() == summary.healable();
            return good ? ExitCode.OK : ExitCode.NOT_DONE;
        }
    }

    private void progress(ScenarioResult result, int ended, int runs) {
        output.progress(String.format(
                java.util.Locale.ROOT,
                "%3d/%d  %s, seed %d: %s%s",
                ended,
                runs,
                result.scenario().name(),
                result.seed(),
                result.verdict().outcome().name().toLowerCase(java.util.Locale.ROOT),
                result.verdict().passed()
                        ? ""
                        : "  NOT PASSED: " + result.verdict().failures()));
    }

    private static Map<String, Object> told(Score score) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("summary", score.summary());
        told.put(
                "scenarios", score.results().stream().map(ScenarioCommand::told).toList());
        return told;
    }

    private void print(List<ScenarioResult> results, Score.Summary summary) {
        List<List<String>> rows = new ArrayList<>();
        for (ScenarioResult result : results) {
            rows.add(List.of(
                    result.scenario().name(),
                    Long.toString(result.seed()),
                    result.verdict().outcome().name().toLowerCase(java.util.Locale.ROOT),
                    Durations.said(result.verdict().detectedAfter()),
                    Durations.said(result.verdict().healedAfter()),
                    said(result.verdict().causeNamed()),
                    said(result.verdict().kindNamed()),
                    Integer.toString(result.verdict().falseActions().size()),
                    result.verdict().harmful() ? "HARMFUL" : "-",
                    Integer.toString(result.verdict().pages()),
                    result.verdict().passed() ? "yes" : "NO"));
        }
        output.table(
                List.of(
                        "SCENARIO",
                        "SEED",
                        "OUTCOME",
                        "DETECTED",
                        "HEALED",
                        "CAUSE",
                        "KIND",
                        "FALSE",
                        "HARM",
                        "PAGES",
                        "PASSED"),
                rows);
        output.line("");
        output.line(String.format(
                java.util.Locale.ROOT,
                "%d scenarios, %d runs: healed %d of %d healable; %d false actions; %d harmful; %d pages;"
                        + " cause named right %d of %d; kind named right %d of %d; passed %d of %d",
                summary.scenarios(),
                summary.runs(),
                summary.healed(),
                summary.healable(),
                summary.falseActions(),
                summary.harmful(),
                summary.pages(),
                summary.causeNamed(),
                summary.causeDeclared(),
                summary.kindNamed(),
                summary.kindDeclared(),
                summary.passed(),
                summary.runs()));
    }

    private static String said(@Nullable Boolean named) {
        return named == null ? "-" : named ? "right" : "wrong";
    }
}
