package nightshift.app.cli;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import nightshift.app.assembly.Shared;
import nightshift.app.server.CommandFailure;
import nightshift.app.server.ExitCode;
import nightshift.app.settings.Settings;
import nightshift.simulate.judge.ExamHash;
import nightshift.simulate.judge.WorldResult;
import nightshift.simulate.judge.WorldRun;
import nightshift.simulate.judge.WorldScore;
import nightshift.simulate.trial.DrawnWorld;
import nightshift.simulate.trial.WorldCatalogue;
import nightshift.simulate.trial.WorldLottery;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;

/// `score --worlds`: generated worlds, what came of them, and what it cost.
final class WorldScoring {
    private static final List<String> HEAD = List.of(
            "BY",
            "",
            "WORLDS",
            "SEEN IN TIME",
            "RIGHT FIRST",
            "RIGHT KIND",
            "PROPOSED",
            "HEALED",
            "HARMFUL",
            "FALSE ACTION",
            "ACTIONS",
            "PAGES",
            "PAGES ON TRAPS");

    private final Output output;
    private final CandidateOptions candidate;

    WorldScoring(Output output, CandidateOptions candidate) {
        this.output = output;
        this.candidate = candidate;
    }

    /// A seed as a number or, since seeds are made from commits' hashes, in hex digits.
    static final class Seed implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            return Long.decode(text);
        }
    }

    /// @param only the one world to play; null for all
    int score(int worlds, long seed, @Nullable Integer only) {
        if (worlds < 1) {
            throw new CommandFailure(ExitCode.USAGE, "expected --worlds of 1 or more, got " + worlds);
        }
        if (only != null && (only < 1 || only > worlds)) {
            throw new CommandFailure(ExitCode.USAGE, "expected --only of 1 to " + worlds + ", got " + only);
        }
        WorldCatalogue catalogue = WorldCatalogue.shipped();
        List<DrawnWorld> drawn = WorldLottery.draw(catalogue, worlds, seed);
        List<DrawnWorld> played = only == null ? drawn : List.of(drawn.get(only - 1));
        Effort effort = Effort.begin();
        try (Shared shared = Shared.open(candidate.models())) {
            AtomicInteger ended = new AtomicInteger();
            WorldRun run = new WorldRun(new Trials(shared), candidate.candidate(), catalogue);
            List<WorldResult> results =
                    run.playAll(played, result -> progress(result, ended.incrementAndGet(), played.size()));
            WorldScore score = new WorldScore(results);
            Effort.Spent spent = effort.spent(results);
            output.object(told(score, seed, spent));
            if (only == null) {
                print(score, worlds, seed, spent);
            } else {
                results.getFirst().story().forEach(output::line);
                output.line(spent.sentence());
            }
            return failed(results) ? ExitCode.NOT_DONE : ExitCode.OK;
        }
    }

    private static boolean failed(List<WorldResult> results) {
        return results.stream()
                .anyMatch(one -> !one.verdict().falseActions().isEmpty()
                        || one.verdict().harmful()
                        || one.verdict().faults().stream().anyMatch(fault -> fault.healable() && !fault.healed()));
    }

    private void progress(WorldResult result, int ended, int worlds) {
        List<String> failures = result.verdict().failures();
        output.progress(String.format(
                Locale.ROOT,
                "%3d/%d  world %d: %s",
                ended,
                worlds,
                result.drawn().number(),
                failures.isEmpty() ? "nothing failed" : String.join("; ", failures)));
    }

    private static Map<String, Object> told(WorldScore score, long seed, Effort.Spent spent) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("seed", seed);
        told.put("exam", exam());
        told.put("rows", score.rows());
        told.put("worlds", score.results().stream().map(WorldScoring::told).toList());
        told.put("spent", spent);
        return told;
    }

    private static Map<String, Object> told(WorldResult result) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("number", result.drawn().number());
        told.put("subject", result.drawn().subject());
        told.put("truth", result.truth());
        told.put("verdict", result.verdict());
        told.put("failures", result.verdict().failures());
        return told;
    }

    private static String exam() {
        return ExamHash.of(Settings.home()).orElse("unknown, since its sources are not here");
    }

    private void print(WorldScore score, int worlds, long seed, Effort.Spent spent) {
        List<List<String>> rows = new ArrayList<>();
        score.rows().forEach(row -> rows.add(cells(row)));
        output.table(HEAD, rows);
        output.line("");
        for (WorldResult result : score.results()) {
            List<String> failures = result.verdict().failures();
            if (!failures.isEmpty()) {
                output.line("./nightshift score --worlds " + worlds + " --seed " + seed + " --only "
                        + result.drawn().number() + "   " + String.join("; ", failures));
            }
        }
        output.line("");
        output.line("seed " + seed + ", exam " + exam());
        output.line(spent.sentence());
    }

    private static List<String> cells(WorldScore.Row row) {
        return List.of(
                row.group(),
                row.value(),
                Integer.toString(row.worlds()),
                said(row.seen()),
                said(row.right()),
                said(row.kind()),
                said(row.proposed()),
                said(row.healed()),
                said(row.harmful()),
                said(row.falseActions()),
                Integer.toString(row.actions()),
                Integer.toString(row.pages()),
                said(row.trapPages()));
    }

    private static String said(WorldScore.Rate rate) {
        if (rate.of() == 0) {
            return "-";
        }
        WorldScore.Rate.Span span = rate.interval();
        return String.format(
                Locale.ROOT,
                "%d/%d %.2f [%.2f %.2f]",
                rate.hits(),
                rate.of(),
                (double) rate.hits() / rate.of(),
                span.low(),
                span.high());
    }

    /// What it cost, in processor time of the whole process and by the wall.
    record Effort(long wall, long processor) {
        /// @param worlds how many
        /// @param alone processor time of all worlds and their twins without the product
        /// @param processor time of everything
        /// @param wall time of everything
        record Spent(int worlds, Duration alone, Duration processor, Duration wall) {
            String sentence() {
                return String.format(
                        Locale.ROOT,
                        "%d worlds: %.1f s of processor time each without the product, %.1f s with it; %d s by the wall,"
                                + " two at a time",
                        worlds,
                        alone.toMillis() / 1e3 / worlds,
                        processor.toMillis() / 1e3 / worlds,
                        wall.toSeconds());
            }
        }

        static Effort begin() {
            return new Effort(System.nanoTime(), processorNanos());
        }

        Spent spent(List<WorldResult> results) {
            return new Spent(
                    results.size(),
                    results.stream().map(WorldResult::alone).reduce(Duration.ZERO, Duration::plus),
                    Duration.ofNanos(processorNanos() - processor),
                    Duration.ofNanos(System.nanoTime() - wall));
        }

        static long processorNanos() {
            return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                    .getProcessCpuTime();
        }
    }
}
