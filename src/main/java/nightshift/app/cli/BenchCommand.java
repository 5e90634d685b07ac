package nightshift.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import nightshift.app.assembly.LocalCluster;
import nightshift.app.assembly.Shared;
import nightshift.app.bench.ActBench;
import nightshift.app.bench.ForecastBench;
import nightshift.app.bench.HostileRulesBench;
import nightshift.app.bench.IntakeBench;
import nightshift.app.bench.ReloadBench;
import nightshift.app.bench.RulesBench;
import nightshift.app.bench.StartBench;
import nightshift.app.bench.StormBench;
import nightshift.app.bench.TurnBench;
import nightshift.app.bench.TurnBenchSite;
import nightshift.app.bench.detection.DetectionBench;
import nightshift.app.bench.diagnosis.DiagnosisBench;
import nightshift.app.bench.soak.SoakBench;
import nightshift.app.server.CommandFailure;
import nightshift.app.server.ExitCode;
import nightshift.app.settings.Settings;
import nightshift.understand.detect.forecast.ModelFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `bench NAME`: prints figures; nothing is asserted about them.
@Command(
        description = {
            "Measures and prints: start (start to ready, idle memory), reload (save to live), intake (points a second),",
            "score (series a second, model and statistics side by side), turn (what a turn costs and the heap holds),",
            "detection (how well labelled series of other people's systems are judged; their folder is told by --data),",
            "diagnosis (how often the cause of a labelled failure is named),",
            "rules (what a turn of the shipped rules and the opening turn of a storm cost, as both grow),",
            "hostile-rules (how many of N made rules that try to reach or to stop the machine get through),",
            "act (from a decision to a write that a real API server took, and how long a cluster takes to be known),",
            "soak (a server through --minutes of kills, freezes, clock steps, overload and targets that misbehave;",
            "ends with 1 when a promise is broken, or too little happened to prove it)."
        })
final class BenchCommand implements Callable<Integer> {
    /// Of two pods each.
    private static final int WORKLOADS = 1_000;

    /// What can be measured.
    enum Name {
        START,
        ACT,
        RELOAD,
        INTAKE,
        SCORE,
        TURN,
        DETECTION,
        DIAGNOSIS,
        RULES,
        HOSTILE_RULES,
        SOAK;

        /// As it is typed.
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// A lone service, a small house, a large one.
    private static final int[] SERIES = {1, 40, 1024};

    private static final int[] ANOMALIES = {300, 1_000, 3_000};
    private static final int[] INCIDENTS = {1, 20};
    private static final int TURNS = 50;
    private static final int[] SERVICES = {200, 400, 800, 1_600};

    private static final int SAVES = 20;
    private static final int THOUSANDS = 10;
    private static final int ROUNDS = 100;
    private static final long SEED = 1;

    @Mixin
    private Output output = new Output();

    @Mixin
    private CandidateOptions options = new CandidateOptions();

    @Option(names = "--data", paramLabel = "DIR", description = "Labelled data, which is not part of this repository.")
    private @Nullable Path data;

    @Option(names = "--sets", split = ",", paramLabel = "SET", description = "Only these folders of the data.")
    private List<String> sets = List.of();

    @Option(
            names = "--sample",
            paramLabel = "N",
            description = "Only every N-th file or case (default: ${DEFAULT-VALUE}).")
    private int sample = 1;

    @Option(
            names = "--scores",
            paramLabel = "DIR",
            description = "Write each row's confidence there, for other scorers.")
    private @Nullable Path scores;

    @Option(names = "--minutes", paramLabel = "N", description = "How long to soak (default: ${DEFAULT-VALUE}).")
    private int minutes = 30;

    @Option(names = "--seed", paramLabel = "N", description = "What befalls a soak (default: ${DEFAULT-VALUE}).")
    private long seed = SEED;

    @Parameters(index = "1", arity = "0..1", paramLabel = "N", description = "How many hostile rules (default: 300).")
    private int count = 300;

    @Parameters(index = "0", paramLabel = "NAME", description = "One of: ${COMPLETION-CANDIDATES}.")
    private Name name = Name.START;

    @Override
    public Integer call() {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("bench", name.toString());
        switch (name) {
            case START -> {
                StartBench.Figures figures = StartBench.run(Settings.home());
                told.put("figures", figures);
                output.line(figures.text());
                StartBench.Full full = StartBench.full(Settings.home());
                told.put("full", full);
                output.line(full.text());
            }
            case RELOAD -> {
                told.put("waiting", saves("with a process that waits for the rehearsal", reload(true)));
                told.put("fresh", saves("with a fresh process for each rehearsal", reload(false)));
            }
            case ACT -> told.put("act", act());
            case INTAKE -> {
                told.put(
                        "figures",
                        Map.of(
                                "sums", intake("sums", IntakeBench.ofSums(THOUSANDS)),
                                "histograms", intake("histograms", IntakeBench.ofHistograms(THOUSANDS))));
            }
            case SCORE -> {
                try (ModelFolder models = new ModelFolder(options.models())) {
                    List<ForecastBench.Speed> speeds = Arrays.stream(SERIES)
                            .mapToObj(series -> ForecastBench.measure(models.forecasters(), series))
                            .flatMap(List::stream)
                            .toList();
                    told.put("figures", speeds);
                    speeds.forEach(speed -> output.line(String.format(
                            Locale.ROOT,
                            "%-12s %,.0f series/s on one thread (%d at once: median %.2f ms, worst %.2f ms)",
                            speed.forecaster(),
                            speed.seriesPerSecond(),
                            speed.series(),
                            speed.median().toNanos() / 1e6,
                            speed.worst().toNanos() / 1e6)));
                }
            }
            case TURN -> {
                try (Shared shared = Shared.open(options.models())) {
                    TurnBenchSite.Source source =
                            new TurnBenchSite.Source(Settings.home().resolve("rules"), shared);
                    List<TurnBench.Figure> figures = new TurnBench(source).run();
                    told.put("figures", figures);
                    for (TurnBench.Figure figure : figures) {
                        output.line(figure.what());
                        output.line("    before: " + figure.before());
                        output.line("    now:    " + figure.now());
                    }
                    output.line(TurnBench.origin());
                }
            }
            case DETECTION -> told.put("figures", detection());
            case DIAGNOSIS -> told.put("figures", diagnosis());
            case RULES -> {
                told.put("turns", rules());
                told.put("storms", storms());
            }
            case HOSTILE_RULES -> {
                HostileRulesBench.Figures figures = HostileRulesBench.run(SEED, count);
                told.put("figures", figures);
                output.line(figures.text());
                figures.escaped().forEach(output::line);
            }
            case SOAK -> {
                SoakBench.Result result = soak();
                told.put("broken", result.broken());
                result.lines().forEach(output::line);
                result.broken().forEach(output::line);
                told.put("missing", result.missing());
                result.missing().forEach(output::line);
                output.object(told);
                return result.proven() ? ExitCode.OK : ExitCode.NOT_DONE;
            }
        }
        output.object(told);
        return ExitCode.OK;
    }

    private List<DetectionBench.Figures> detection() {
        if (data == null) {
            throw new CommandFailure(
                    ExitCode.USAGE, "'bench detection' needs the labelled data: say with --data DIR where it is");
        }
        try (ModelFolder models = new ModelFolder(options.models())) {
            DetectionBench bench = new DetectionBench(models.forecasters());
            List<DetectionBench.Figures> figures = bench.run(new DetectionBench.Request(data, sets, sample), scores);
            for (DetectionBench.Figures figure : figures) {
                output.line("before: " + bench.before(figure.set()));
                output.line("now:    " + figure.text());
            }
            return figures;
        } catch (IllegalArgumentException wrong) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(wrong.getMessage()));
        } catch (IOException unreadable) {
            throw new CommandFailure(
                    ExitCode.ENVIRONMENT, "the labelled data could not be read: " + unreadable.getMessage());
        }
    }

    private List<DiagnosisBench.Figures> diagnosis() {
        Path folder = data;
        if (folder == null) {
            throw new CommandFailure(ExitCode.USAGE, "say where the labelled cases are: bench diagnosis --data DIR");
        }
        try (Shared shared = Shared.open(options.models())) {
            List<DiagnosisBench.Figures> figures = new DiagnosisBench(
                            folder, shared.dictionary(), shared.models().forecasters(), output::progress)
                    .run(sample);
            for (DiagnosisBench.Figures figure : figures) {
                output.line("before: " + DiagnosisBench.before(figure.set()));
                output.line("now:    " + figure.text());
            }
            return figures;
        } catch (IOException unreadable) {
            throw new CommandFailure(
                    ExitCode.ENVIRONMENT, folder + " holds no labelled cases: " + unreadable.getMessage());
        }
    }

    private List<RulesBench.Figure> rules() {
        RulesBench bench = new RulesBench(Settings.home().resolve("rules"));
        List<RulesBench.Figure> figures = new ArrayList<>();
        for (int incidents : INCIDENTS) {
            for (int anomalies : ANOMALIES) {
                RulesBench.Figure figure = bench.run(anomalies, incidents, TURNS);
                figures.add(figure);
                output.line(figure.text());
            }
        }
        return figures;
    }

    /// The smallest is played once before, to warm up.
    private List<StormBench.Figure> storms() {
        StormBench.run(SERVICES[0]);
        List<StormBench.Figure> figures = new ArrayList<>();
        for (int services : SERVICES) {
            StormBench.Figure figure = StormBench.run(services);
            output.line(figure.text()
                    + (figures.isEmpty()
                            ? ""
                            : String.format(
                                    Locale.ROOT,
                                    ", %.1f times the one before",
                                    figure.timesAsLongAs(figures.getLast()))));
            figures.add(figure);
        }
        return figures;
    }

    private Map<String, Number> intake(String points, IntakeBench bench) {
        IntakeBench.Result result = bench.run(Instant.EPOCH, ROUNDS);
        output.line(String.format(
                Locale.ROOT,
                "decode and apply %s on one thread, in process: %,.0f points/s, %,.0f a second on a processor"
                        + " (%,d points of %,d series)",
                points,
                result.perSecond(),
                result.perCpuSecond(),
                result.points(),
                result.series()));
        return Map.of(
                "series", result.series(),
                "pointsPerSecond", result.perSecond(),
                "pointsPerCpuSecond", result.perCpuSecond());
    }

    private SoakBench.Result soak() {
        try (SoakBench bench = new SoakBench(Settings.home(), Duration.ofMinutes(minutes), seed, output::progress)) {
            return bench.run();
        } catch (IOException unable) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, "the soak can't go on: " + unable.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.ENVIRONMENT, "interrupted");
        }
    }

    private Map<String, Object> saves(String how, ReloadBench.Figures figures) {
        output.line(String.format(
                Locale.ROOT,
                "save to live, %s: p95 %d ms (median %d, slowest %d, %d saves)%s",
                how,
                figures.p95().toMillis(),
                figures.median().toMillis(),
                figures.slowest().toMillis(),
                figures.saves(),
                figures.waitingMegabytes() == 0
                        ? ""
                        : ", " + figures.waitingMegabytes() + " MB resident while it waits"));
        return Map.of(
                "saves", figures.saves(),
                "medianMillis", figures.median().toMillis(),
                "p95Millis", figures.p95().toMillis(),
                "slowestMillis", figures.slowest().toMillis(),
                "waitingMegabytes", figures.waitingMegabytes());
    }

    private Map<String, Object> act() {
        try {
            ActBench.Figures figures = ActBench.run(WORKLOADS, output::progress);
            output.line(figures.text());
            return Map.of(
                    "medianMillis",
                    figures.at(0.5).toNanos() / 1e6,
                    "p99Millis",
                    figures.at(0.99).toNanos() / 1e6,
                    "catchUpMillis",
                    figures.known().took().toMillis(),
                    "megabytes",
                    figures.known().megabytes());
        } catch (LocalCluster.UnavailableException missing) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, String.valueOf(missing.getMessage()));
        }
    }

    private static ReloadBench.Figures reload(boolean waiting) {
        try {
            return ReloadBench.run(Settings.home().resolve("rules"), SAVES, waiting);
        } catch (IOException unwritable) {
            throw new CommandFailure(
                    ExitCode.ENVIRONMENT, "no copy of the rules could be written: " + unwritable.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.ENVIRONMENT, "interrupted");
        }
    }
}
