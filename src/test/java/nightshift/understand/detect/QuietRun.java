package nightshift.understand.detect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import nightshift.fact.Anomaly;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.understand.detect.forecast.Forecasters;
import nightshift.understand.detect.history.HistoryBatch;

/// Runs the detector's parts over whole series, those of one step side by side, and tallies the verdicts on quiet rows.
/// Rows of young series don't count.
final class QuietRun {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    /// A series under way.
    private record Runner(SeriesSet.Line line, DetectorTrack track, Tally tally) {
        boolean goesOnAt(int row) {
            return row < line.values().length;
        }
    }

    private final TailMaps tails = TailMaps.shipped();
    private final List<Runner> runners = new ArrayList<>();
    private final Map<String, Integer> excursions = new HashMap<>();
    private final Forecasters forecasters;

    QuietRun(Forecasters forecasters) {
        this.forecasters = forecasters;
    }

    void runAll(List<SeriesSet.Line> lines) {
        lines.stream()
                .collect(Collectors.groupingBy(SeriesSet.Line::step, TreeMap::new, Collectors.toList()))
                .values()
                .forEach(this::run);
    }

    private void run(List<SeriesSet.Line> lines) {
        int step = lines.getFirst().step();
        List<Runner> going = new ArrayList<>();
        for (SeriesSet.Line line : lines) {
            SeriesKey key = new SeriesKey(EntityId.service("quiet", "s" + going.size()), line.signal());
            DetectorTrack track = new DetectorTrack(key, DetectorConfig.STANDARD, tails, step);
            going.add(new Runner(line, track, new Tally()));
        }
        runners.addAll(going);
        for (int row = 0; !going.isEmpty(); row++) {
            step(going, row, START.plusSeconds((long) (row + 1) * step));
            int next = row + 1;
            going.removeIf(runner -> !runner.goesOnAt(next));
        }
    }

    private void step(List<Runner> going, int row, Instant end) {
        going.forEach(runner ->
                runner.track().arrive(end.getEpochSecond(), runner.line().count(), 0));
        if (row < DetectorTrack.WARM_UP) {
            going.forEach(runner -> runner.track()
                    .warmUp(runner.line().values()[row], runner.line().count()));
            return;
        }
        HistoryBatch batch = new HistoryRows(going.stream().map(Runner::track).toList(), end);
        double[] second = forecasters.fallback().forecast(batch);
        double[] first = forecasters.model().forecast(batch);
        for (int i = 0; i < going.size(); i++) {
            judge(going.get(i), row, end, first[i], second[i]);
        }
    }

    private void judge(Runner runner, int row, Instant end, double first, double second) {
        SeriesSet.Line line = runner.line();
        boolean before = clear(runner.track(), end);
        DetectorVerdict verdict = runner.track()
                .judge(line.values()[row], line.count(), first, second, !line.quiet(row), line.quiet(row));
        if (row >= Anomaly.CALIBRATED && line.quiet(row)) {
            runner.tally().add(verdict);
            if (!before && clear(runner.track(), end)) {
                excursions.merge(line.lens(), 1, Integer::sum);
            }
        }
    }

    private static boolean clear(DetectorTrack track, Instant end) {
        return track.anomalous(end.getEpochSecond()) && track.anomaly().confidence() > 0.9999;
    }

    /// Verdicts by the generator's lens.
    Map<String, Tally> byLens() {
        Map<String, Tally> byLens = new TreeMap<>();
        for (Runner runner : runners) {
            byLens.computeIfAbsent(runner.line().lens(), absent -> new Tally()).addAll(runner.tally());
        }
        return byLens;
    }

    /// How many excursions began in which the detector was sure to 0.9999, by lens.
    int excursions(String lens) {
        return excursions.getOrDefault(lens, 0);
    }

    Tally all() {
        return sum(runners.stream().map(Runner::tally).toList());
    }

    /// All but the twentieth of the series that exceeds its band most often: those are left to what
    /// a series' own record corrects.
    Tally usual() {
        List<Tally> calmFirst = runners.stream()
                .map(Runner::tally)
                .sorted(Comparator.comparingDouble(tally -> tally.shareAbove(2)))
                .toList();
        return sum(calmFirst.subList(0, calmFirst.size() * 19 / 20));
    }

    private static Tally sum(List<Tally> tallies) {
        Tally sum = new Tally();
        tallies.forEach(sum::addAll);
        return sum;
    }
}
