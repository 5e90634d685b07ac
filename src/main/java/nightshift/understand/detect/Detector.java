package nightshift.understand.detect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import nightshift.fact.Anomaly;
import nightshift.fact.ForecasterStatus;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.HistoryPoint;
import nightshift.fact.telemetry.Readings;
import nightshift.fact.telemetry.SeriesDirectory;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.Window;
import org.jspecify.annotations.Nullable;

/// Holds every series against its own past, window by window: forecast first, then the value, then, if the value
/// was part of the normal course, the past takes it in. Owned by one thread; [#history] and a view got from
/// [#readings] are safe on any.
public final class Detector {
    private final DetectorConfig config;
    private final Forecaster model;
    private final Forecaster fallback;
    private final TailMaps tails = TailMaps.shipped();
    private final Map<Integer, DetectorTrack> tracks = new HashMap<>();
    private final Map<SeriesKey, HistoryPlot> plots = new ConcurrentHashMap<>();
    private ForecasterStatus status;
    private Instant newest = Instant.EPOCH;
    private long unwatched;

    public Detector(DetectorConfig config, Forecaster model, Forecaster fallback) {
        this.config = config;
        this.model = model;
        this.fallback = fallback;
        status = model.status();
    }

    /// Judges a closed window by what was known before it, then learns from it. Windows come in the order of
    /// time.
    ///
    /// @param frozen entities whose baselines stay as they are because an incident is open
    public void take(Window window, SeriesDirectory directory, Predicate<EntityId> frozen) {
        newest = window.end();
        List<DetectorTrack> ready = new ArrayList<>();
        List<Integer> readyRows = new ArrayList<>();
        for (int row = 0; row < window.rows(); row++) {
            DetectorTrack track = Double.isFinite(window.value(row)) ? track(window, row, directory) : null;
            if (track != null) {
                track.arrive(newest.getEpochSecond(), window.count(row));
                if (track.ready()) {
                    ready.add(track);
                    readyRows.add(row);
                } else {
                    track.warmUp(window.value(row));
                }
            }
        }
        judge(window, ready, readyRows, frozen);
    }

    private @Nullable DetectorTrack track(Window window, int row, SeriesDirectory directory) {
        DetectorTrack known = tracks.get(window.series(row));
        if (known != null) {
            return known;
        }
        if (tracks.size() >= config.series()) {
            unwatched++;
            return null;
        }
        SeriesKey key = directory.key(window.series(row));
        int step = Math.toIntExact(Math.max(1, window.length().toSeconds()));
        DetectorTrack track = new DetectorTrack(key, config, tails, step);
        tracks.put(window.series(row), track);
        plots.put(key, track.plot());
        return track;
    }

    private void judge(Window window, List<DetectorTrack> ready, List<Integer> rows, Predicate<EntityId> frozen) {
        if (ready.isEmpty()) {
            return;
        }
        HistoryBatch batch = new HistoryRows(ready, newest);
        double[] second = fallback.forecast(batch);
        double[] first = modelled(batch, second);
        for (int i = 0; i < ready.size(); i++) {
            DetectorTrack track = ready.get(i);
            int row = rows.get(i);
            boolean keep = frozen.test(track.key().entity());
            double best = Double.isFinite(first[i]) ? first[i] : second[i];
            track.judge(window.value(row), window.count(row), best, second[i], keep);
        }
    }

    /// A model that failed once is not asked again by this detector: what fails tends to fail each turn.
    private double[] modelled(HistoryBatch batch, double[] second) {
        if (status.degraded()) {
            return second;
        }
        try {
            return model.forecast(batch);
        } catch (Forecaster.ForecasterException broken) {
            ForecasterStatus stand = fallback.status();
            status = new ForecasterStatus(stand.name(), stand.version(), true, broken.reason());
            return second;
        }
    }

    /// Series that are over; their plots go with them.
    public void end(List<Integer> series) {
        for (int number : series) {
            DetectorTrack track = tracks.remove(number);
            if (track != null) {
                plots.remove(track.key(), track.plot());
            }
        }
    }

    /// Last value and band of every live series.
    public Readings readings() {
        return new DetectorReadings(
                tracks.values().stream().map(DetectorTrack::reading).toList(), newest);
    }

    /// Excursions going on now: two of the last three windows outside of their bands.
    public List<Anomaly> anomalies() {
        long now = newest.getEpochSecond();
        return tracks.values().stream()
                .filter(track -> track.anomalous(now))
                .map(DetectorTrack::anomaly)
                .toList();
    }

    /// Which forecaster makes the bands.
    public ForecasterStatus forecaster() {
        return status;
    }

    /// Windows of series that found no room.
    long unwatched() {
        return unwatched;
    }

    /// The plotted past of a series, oldest first; empty for one that is not watched. Safe on any thread.
    public List<HistoryPoint> history(SeriesKey key) {
        HistoryPlot plot = plots.get(key);
        return plot == null ? List.of() : plot.points();
    }
}
