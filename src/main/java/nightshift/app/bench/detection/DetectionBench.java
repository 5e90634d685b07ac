package nightshift.app.bench.detection;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import nightshift.understand.detect.forecast.Forecasters;
import org.jspecify.annotations.Nullable;

/// Figures of the detector on labelled series, set by set, beside those it had before; one threshold for all of them.
public final class DetectionBench {
    /// The threshold, fixed before the figures were made, and the figures of an earlier version.
    private static final String RESOURCE = "/nightshift/bench/detection.properties";

    private static final double SURE_NINES = 2;
    private static final double STEP_NINES = 0.1;
    private static final int MOST_STEPS = 90;

    private final Properties fixed = fixed();
    private final double threshold =
            Double.parseDouble(requireNonNull(fixed.getProperty("threshold"), RESOURCE + " has no threshold"));
    private final Forecasters forecasters;

    public DetectionBench(Forecasters forecasters) {
        this.forecasters = forecasters;
    }

    /// What is measured.
    ///
    /// @param data folder with `labels.json` and one folder a set
    /// @param sets names of the folders; empty for those whose figures are told in the documentation
    /// @param sample only every so manieth file; 1 for all
    public record Request(Path data, List<String> sets, int sample) {
        private static final List<String> USUAL = List.of("wsd", "nab", "mscloud", "iops");

        public Request {
            sets = sets.isEmpty() ? USUAL : List.copyOf(sets);
            if (sample < 1) {
                throw new IllegalArgumentException("expected a sample of at least 1, got " + sample);
            }
        }
    }

    /// One set's figures; NaN where the set has no such figure.
    ///
    /// @param set its name
    /// @param files how many files were shown
    /// @param f1 of events at the fixed threshold
    /// @param precision the share of pages that were right
    /// @param recall the share of events that were paged for
    /// @param falsePagesADay a series
    /// @param best what `f1` would be at the threshold that suits these very labels best
    /// @param nab score of the Numenta benchmark at its fixed threshold, one alarm an episode
    /// @param bestNab the same at the threshold that suits best
    /// @param quietShare of normal rows that had a confidence of 0.99 or more
    public record Figures(
            String set,
            int files,
            double f1,
            double precision,
            double recall,
            double falsePagesADay,
            double best,
            double nab,
            double bestNab,
            double quietShare) {
        /// For people.
        public String text() {
            return String.format(
                            Locale.ROOT,
                            "%-12s %3d files  event-F1 %.3f (precision %.3f, recall %.3f, %.3f false pages a series and day; at best %.3f)"
                                    + "  normal rows above 0.99: %.4f",
                            set,
                            files,
                            f1,
                            precision,
                            recall,
                            falsePagesADay,
                            best,
                            quietShare)
                    + (Double.isNaN(nab) ? "" : String.format(Locale.ROOT, "  NAB %.1f (at best %.1f)", nab, bestNab));
        }
    }

    /// Shows all files and scores the answers.
    ///
    /// @param scores where the answers are written for other scorers, laid out as the data; null for nowhere
    /// @throws IllegalArgumentException when the data is not laid out as expected
    public List<Figures> run(Request request, @Nullable Path scores) throws IOException {
        List<Figures> figures = new ArrayList<>();
        for (String set : request.sets()) {
            List<LabelledSeries> files = LabelledSeries.readAll(request.data(), List.of(set), request.sample());
            if (files.isEmpty()) {
                continue;
            }
            Map<LabelledSeries, double[]> answers = new DetectionRun(forecasters).answers(files);
            if (scores != null) {
                write(answers, scores);
            }
            figures.add(figures(set, answers));
        }
        return figures;
    }

    /// What the earlier version made of a set, a line; empty when that was not measured.
    public String before(String set) {
        return fixed.getProperty("before." + set, "");
    }

    private Figures figures(String set, Map<LabelledSeries, double[]> answers) {
        DoubleUnaryOperator f1 = nines -> events(answers, nines).f1();
        Map<LabelledSeries, double[]> onsets = new IdentityHashMap<>();
        answers.forEach((file, nines) -> onsets.put(file, NabScore.onsets(nines)));
        DoubleUnaryOperator nab = nines -> onsets.entrySet().stream()
                .map(answer -> NabScore.of(answer.getKey(), answer.getValue(), nines))
                .reduce(NabScore.NONE, NabScore::plus)
                .value();
        EventScore at = events(answers, threshold);
        double days = answers.keySet().stream()
                .mapToDouble(file -> (file.rows() - file.start()) * (double) file.step() / 86_400)
                .sum();
        return new Figures(
                set,
                answers.size(),
                at.f1(),
                at.precision(),
                at.recall(),
                at.falsePages() / Math.max(1e-9, days),
                best(f1),
                nab.applyAsDouble(threshold),
                best(nab),
                quietShare(answers));
    }

    private static EventScore events(Map<LabelledSeries, double[]> answers, double threshold) {
        return answers.entrySet().stream()
                .map(answer -> EventScore.of(answer.getKey(), answer.getValue(), threshold))
                .reduce(new EventScore(0, 0, 0), EventScore::plus);
    }

    private static double best(DoubleUnaryOperator score) {
        return IntStream.rangeClosed(1, MOST_STEPS)
                .mapToDouble(step -> score.applyAsDouble(step * STEP_NINES))
                .max()
                .orElseThrow();
    }

    /// Rows outside of all events and a guard around them.
    private static double quietShare(Map<LabelledSeries, double[]> answers) {
        long rows = 0;
        long sure = 0;
        for (Map.Entry<LabelledSeries, double[]> answer : answers.entrySet()) {
            for (int row = answer.getKey().start(); row < answer.getKey().rows(); row++) {
                if (answer.getKey().normal(row)) {
                    rows++;
                    sure += answer.getValue()[row] >= SURE_NINES - 1e-9 ? 1 : 0;
                }
            }
        }
        return (double) sure / Math.max(1, rows);
    }

    private static void write(Map<LabelledSeries, double[]> answers, Path scores) throws IOException {
        for (Map.Entry<LabelledSeries, double[]> answer : answers.entrySet()) {
            String name = answer.getKey().file();
            Path file = scores.resolve(name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name);
            Files.createDirectories(file.getParent());
            StringBuilder text = new StringBuilder("score\n");
            for (double nines : answer.getValue()) {
                text.append(1 - Math.pow(10, -nines)).append('\n');
            }
            Files.writeString(file, text);
        }
    }

    private static Properties fixed() {
        try (InputStream in = DetectionBench.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the build");
            }
            Properties read = new Properties();
            read.load(in);
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
