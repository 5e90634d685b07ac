package nightshift.app.bench.diagnosis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import nightshift.observe.naming.SignalDictionary;
import nightshift.understand.Analyst;
import nightshift.understand.UnderstandConfig;
import nightshift.understand.detect.forecast.Forecasters;
import nightshift.understand.diagnose.GraphRanking;

/// Names the causes of labelled failures and counts how often it is right.
public final class DiagnosisBench {
    /// Sets whose mean is the figure; others are printed beside it.
    private static final List<String> COUNTED = List.of("nezha-ob", "petshop", "rcd-sockshop", "changerca");

    private static final String ALL = "mean";

    /// AC@1, AC@3, Avg@5 and incidents a failure, as the first version had them on all development cases.
    private static final Map<String, String> FIRST_VERSION = Map.of(
            ALL,
            "AC@1 0.33  AC@3 0.34  Avg@5 0.34  incidents a failure 1.06",
            "nezha-ob",
            "AC@1 0.50  AC@3 0.50  Avg@5 0.50  incidents a failure 1.00",
            "nezha-tt",
            "AC@1 0.05  AC@3 0.05  Avg@5 0.05  incidents a failure 1.00",
            "petshop",
            "AC@1 0.21  AC@3 0.29  Avg@5 0.28  incidents a failure 2.24",
            "rcd-sockshop",
            "AC@1 0.00  AC@3 0.00  Avg@5 0.00  incidents a failure 0.00",
            "rcaeval-excerpt",
            "AC@1 0.00  AC@3 0.00  Avg@5 0.00  incidents a failure 2.00",
            "changerca",
            "AC@1 0.59  AC@3 0.59  Avg@5 0.59  incidents a failure 1.00");

    private final Path data;
    private final SeriesColumns columns;
    private final Forecasters forecasters;
    private final Consumer<String> progress;

    /// One case as it came out.
    private record Played(LabelledCase labelled, CaseReplay.Outcome outcome) {
        RankScore score() {
            return RankScore.of(outcome.ranking(), labelled.roots());
        }
    }

    /// One set's figures.
    ///
    /// @param set its name
    /// @param score of its failures
    /// @param incidents opened for a failure, on average
    /// @param missed failures that opened none
    /// @param windows in which nothing failed
    /// @param falseIncidents opened in them
    public record Figures(String set, RankScore score, double incidents, int missed, int windows, int falseIncidents) {
        /// One line.
        public String text() {
            return String.format(
                    Locale.ROOT,
                    "%-16s %3d failures  AC@1 %.2f  AC@3 %.2f  Avg@5 %.2f  missed %2d  incidents a failure %.2f  "
                            + "false incidents in %d quiet windows: %d",
                    set,
                    score.cases(),
                    score.first(),
                    score.third(),
                    score.average(),
                    missed,
                    incidents,
                    windows,
                    falseIncidents);
        }
    }

    /// @param data folder with `cases.json` and `truth.json`
    public DiagnosisBench(Path data, SignalDictionary dictionary, Forecasters forecasters, Consumer<String> progress) {
        this.data = data;
        this.columns = new SeriesColumns(dictionary);
        this.forecasters = forecasters;
        this.progress = progress;
    }

    /// What the first version's figures of a set were.
    public static String before(String set) {
        return FIRST_VERSION.getOrDefault(set, "not measured");
    }

    /// Plays them all.
    ///
    /// @param sample only every n-th failure and quiet window of each set
    /// @return the mean over the counted sets first, then each set
    /// @throws IOException when the lists can't be read
    public List<Figures> run(int sample) throws IOException {
        Map<String, List<LabelledCase>> sets = new LinkedHashMap<>();
        for (LabelledCase labelled : LabelledCase.in(data)) {
            sets.computeIfAbsent(labelled.set(), fresh -> new ArrayList<>()).add(labelled);
        }
        List<Figures> figures = new ArrayList<>();
        sets.forEach((set, cases) -> {
            List<Played> played = new ArrayList<>();
            every(cases.stream().filter(one -> !one.faultFree()).toList(), sample)
                    .forEach(one -> played.add(play(one)));
            every(cases.stream().filter(LabelledCase::faultFree).toList(), sample)
                    .forEach(one -> played.add(play(one)));
            figures.add(figures(set, played));
        });
        List<Figures> counted =
                figures.stream().filter(one -> COUNTED.contains(one.set())).toList();
        figures.addFirst(mean(counted));
        return figures;
    }

    private static List<LabelledCase> every(List<LabelledCase> cases, int nth) {
        List<LabelledCase> some = new ArrayList<>();
        for (int i = 0; i < cases.size(); i += nth) {
            some.add(cases.get(i));
        }
        return some;
    }

    private Played play(LabelledCase labelled) {
        Analyst analyst = new Analyst(
                UnderstandConfig.defaults(),
                forecasters.model(),
                forecasters.fallback(),
                new GraphRanking(),
                List.of());
        Played played = new Played(labelled, new CaseReplay(analyst, CaseRows.of(labelled, columns)).play());
        progress.accept(labelled.id() + " " + labelled.roots() + ": " + played.outcome());
        return played;
    }

    private static Figures figures(String set, List<Played> played) {
        List<Played> failures =
                played.stream().filter(one -> !one.labelled().faultFree()).toList();
        List<Played> quiet =
                played.stream().filter(one -> one.labelled().faultFree()).toList();
        return new Figures(
                set,
                RankScore.mean(failures.stream().map(Played::score).toList()),
                failures.stream()
                        .mapToInt(one -> one.outcome().incidents())
                        .filter(incidents -> incidents > 0)
                        .average()
                        .orElse(0),
                Math.toIntExact(failures.stream()
                        .filter(one -> one.outcome().incidents() == 0)
                        .count()),
                quiet.size(),
                quiet.stream().mapToInt(one -> one.outcome().incidents()).sum());
    }

    /// Each set weighs the same.
    private static Figures mean(List<Figures> sets) {
        RankScore mean = RankScore.mean(sets.stream().map(Figures::score).toList());
        return new Figures(
                ALL,
                mean,
                sets.stream().mapToDouble(Figures::incidents).average().orElse(0),
                sets.stream().mapToInt(Figures::missed).sum(),
                sets.stream().mapToInt(Figures::windows).sum(),
                sets.stream().mapToInt(Figures::falseIncidents).sum());
    }
}
