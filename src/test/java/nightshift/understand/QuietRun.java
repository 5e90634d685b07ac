package nightshift.understand;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nightshift.fact.EntityId;
import nightshift.fact.SeriesKey;
import nightshift.understand.forecast.Forecasters;

/// Runs the detector's parts over whole series and tallies its verdicts by group; rows of young series don't count.
final class QuietRun {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    private final Map<String, Tally> byLens = new TreeMap<>();
    private final List<Tally> bySeries = new ArrayList<>();
    private final Map<String, Integer> excursions = new LinkedHashMap<>();
    private final TailMaps tails = TailMaps.shipped();
    private final Forecasters forecasters;

    QuietRun(Forecasters forecasters) {
        this.forecasters = forecasters;
    }

    Map<String, Tally> byLens() {
        return byLens;
    }

    Map<String, Integer> excursions() {
        return excursions;
    }

    Tally all() {
        Tally all = new Tally();
        byLens.values().forEach(all::addAll);
        return all;
    }

    /// The rows of all series but the twentieth that exceeds its band most often: those are left to what a series' own
    /// record corrects.
    Tally usual() {
        List<Tally> calmFirst = new ArrayList<>(bySeries);
        calmFirst.sort(Comparator.comparingDouble(tally -> tally.shareAbove(2)));
        Tally usual = new Tally();
        calmFirst.subList(0, calmFirst.size() * 19 / 20).forEach(usual::addAll);
        return usual;
    }

    /// Series of one step, side by side.
    void run(List<SeriesSet.Line> lines) {
        int step = lines.getFirst().step();
        List<DetectorTrack> tracks = new ArrayList<>();
        for (SeriesSet.Line line : lines) {
            SeriesKey key = new SeriesKey(EntityId.service("quiet", "s" + tracks.size()), line.signal());
            tracks.add(new DetectorTrack(key, DetectorConfig.STANDARD, tails, step));
        }
        int length = lines.stream().mapToInt(line -> line.values().length).min().orElse(0);
        boolean[] was = new boolean[lines.size()];
        int base = bySeries.size();
        lines.forEach(line -> bySeries.add(new Tally()));
        for (int t = 0; t < length; t++) {
            Instant end = START.plusSeconds((long) (t + 1) * step);
            for (int i = 0; i < tracks.size(); i++) {
                tracks.get(i).arrive(end.getEpochSecond(), lines.get(i).count());
            }
            if (t < DetectorTrack.WARM_UP) {
                for (int i = 0; i < tracks.size(); i++) {
                    tracks.get(i).warmUp(lines.get(i).values()[t]);
                }
                continue;
            }
            HistoryBatch batch = new HistoryRows(tracks, end);
            double[] second = forecasters.fallback().forecast(batch);
            double[] first = forecasters.model().forecast(batch);
            for (int i = 0; i < tracks.size(); i++) {
                SeriesSet.Line line = lines.get(i);
                DetectorVerdict verdict =
                        tracks.get(i).judge(line.values()[t], line.count(), first[i], second[i], false);
                if (t >= DetectorTrack.YOUNG && line.quiet(t)) {
                    bySeries.get(base + i).add(verdict);
                    byLens.computeIfAbsent(line.lens(), absent -> new Tally()).add(verdict);
                }
                boolean now = tracks.get(i).anomalous(end.getEpochSecond()) && tracks.get(i).anomaly().confidence() > 0.9999;
                if (now && !was[i]) {
                    excursions.merge(line.lens(), 1, Integer::sum);
                }
                was[i] = now;
            }
        }
    }

}
