package nightshift.understand.detect;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import nightshift.fact.Anomaly;
import nightshift.fact.DeadLetters;
import nightshift.fact.ForecasterStatus;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Episode;
import nightshift.fact.telemetry.HistoryPoint;
import nightshift.fact.telemetry.Readings;
import nightshift.fact.telemetry.SeriesDirectory;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.Signal;
import nightshift.fact.telemetry.Window;
import nightshift.understand.detect.history.HistoryBatch;
import nightshift.understand.detect.history.HistoryLatest;
import org.jspecify.annotations.Nullable;

/// Holds every series against its own past, window by window: forecast first, then the value, then, if the value
/// was part of the normal course, the past takes it in. Its views are kept until a window closes or a series ends.
/// Owned by one thread; [#history], [#unwatched] and a view got from [#readings] are safe on any.
public final class Detector {
    private final DetectorConfig config;
    private final Forecaster model;
    private final Forecaster fallback;
    private final TailMaps tails = TailMaps.shipped();
    private final Map<Integer, DetectorTrack> tracks = new HashMap<>();
    private final Map<SeriesKey, HistoryLatest> latest = new ConcurrentHashMap<>();

    private final EarlierSeries earlier = new EarlierSeries();

    /// Ended since they were last asked for.
    private final List<Episode> episodes = new ArrayList<>();

    private ForecasterStatus status;
    private Instant newest = Instant.EPOCH;
    private Instant complete = Instant.EPOCH;

    /// Series that found no room; 50 bytes each, and never more than observing lets in.
    private final Set<Integer> refused = new HashSet<>();

    private volatile int unwatched;
    private DetectorReadings.@Nullable Index index;
    private @Nullable Readings readings;
    private @Nullable List<Anomaly> anomalies;

    public Detector(DetectorConfig config, Forecaster model, Forecaster fallback) {
        this.config = config;
        this.model = model;
        this.fallback = fallback;
        status = model.status();
    }

    /// Judges a closed window by what was known before it, then learns from it. Windows come in the order of
    /// time. One that was taken in already changes nothing, and of one that was taken in half only the rest is.
    ///
    /// @param standing of the entities: nothing becomes normal that hurts
    /// @param letters where series go that can't be judged
    public void take(Window window, SeriesDirectory directory, Standing standing, DeadLetters letters) {
        if (!window.end().isAfter(complete)) {
            return;
        }
        newest = window.end();
        earlier.waited(newest);
        readings = null;
        anomalies = null;
        List<Arrival> trusted = new ArrayList<>();
        List<Arrival> alone = new ArrayList<>();
        for (int row = 0; row < window.rows(); row++) {
            DetectorTrack track = Double.isFinite(window.value(row)) ? track(window, row, directory) : null;
            if (track != null && track.awaits(newest.getEpochSecond())) {
                track.arrive(newest.getEpochSecond(), window.count(row), seconds(window.step(row)));
                track.spread(window.distributions().spread(row));
                List<Arrival> company = letters.trustsAll() || letters.trusts(subject(track)) ? trusted : alone;
                company.add(new Arrival(track, window.value(row), window.count(row)));
            }
        }
        deliver(trusted, standing, letters);
        alone.forEach(arrival -> deliver(List.of(arrival), standing, letters));
        unwatched = refused.size();
        complete = newest;
    }

    /// A series and its value in the window that is being taken in.
    private record Arrival(DetectorTrack track, double value, long count) {}

    private static int seconds(Duration step) {
        return Math.toIntExact(Math.max(1, step.toSeconds()));
    }

    private static String subject(DetectorTrack track) {
        return "series " + track.key().text();
    }

    /// Takes in some of a window's series together; if that can't be done, and for the last time, one half after the
    /// other, down to the series that is to blame.
    private void deliver(List<Arrival> arrivals, Standing standing, DeadLetters letters) {
        if (arrivals.size() == 1) {
            DetectorTrack track = arrivals.getFirst().track();
            letters.deliver(subject(track), () -> takeIn(arrivals, standing));
            return;
        }
        try {
            takeIn(arrivals, standing);
        } catch (RuntimeException why) {
            if (!letters.lastDelivery()) {
                throw why;
            }
            int half = arrivals.size() / 2;
            deliver(arrivals.subList(0, half), standing, letters);
            deliver(arrivals.subList(half, arrivals.size()), standing, letters);
        }
    }

    private void takeIn(List<Arrival> arrivals, Standing standing) {
        List<Arrival> ready = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            if (arrival.track().ready()) {
                ready.add(arrival);
            } else if (arrival.track().warmingUp()) {
                arrival.track().warmUp(arrival.value(), arrival.count());
            }
        }
        judge(ready, standing);
    }

    private @Nullable DetectorTrack track(Window window, int row, SeriesDirectory directory) {
        DetectorTrack known = tracks.get(window.series(row));
        if (known != null) {
            return known;
        }
        if (tracks.size() >= config.series()) {
            refused.add(window.series(row));
            return null;
        }
        refused.remove(window.series(row));
        SeriesKey key = directory.key(window.series(row));
        DetectorTrack track = earlier.seenAgain(key);
        if (track == null) {
            track = new DetectorTrack(key, config, tails, seconds(window.length()));
            track.recall(earlier.habits(key));
            if (tracks.size() + earlier.size() >= config.series()) {
                earlier.makeRoom();
            }
        } else {
            track.resume(key, window.end().getEpochSecond());
        }
        tracks.put(window.series(row), track);
        latest.put(key, track.latest());
        index = null;
        return track;
    }

    /// What an earlier process knew of the habits of its series, the oldest episode of each first; before its windows
    /// are taken in.
    public void recall(List<Episode> known) {
        earlier.recall(known);
    }

    /// Episodes that ended and hurt nobody since this was asked last.
    public List<Episode> episodes() {
        List<Episode> ended = List.copyOf(episodes);
        episodes.clear();
        return ended;
    }

    /// Takes in what a window of an earlier day says about the time of day, and nothing else of it. To be followed by
    /// [#awaitSeries].
    ///
    /// @param open whether an incident was open on an entity: what was seen then is left out
    public void recallTimeOfDay(Window window, SeriesDirectory directory, Predicate<EntityId> open) {
        for (int row = 0; row < window.rows(); row++) {
            DetectorTrack track = track(window, row, directory);
            if (track != null && !open.test(track.key().entity())) {
                track.days().add(window.start().getEpochSecond(), window.value(row));
            }
        }
    }

    /// What was taken in so far came from an earlier process, whose numbers mean nothing from now on:
    /// each series goes on where it was once it is seen again, and until then is none.
    public void awaitSeries() {
        earlier.await(tracks.values());
        tracks.clear();
        latest.clear();
        refused.clear();
        unwatched = 0;
        newest = Instant.EPOCH;
        index = null;
        readings = null;
        anomalies = null;
    }

    private void judge(List<Arrival> ready, Standing standing) {
        if (ready.isEmpty()) {
            return;
        }
        HistoryBatch batch = new HistoryRows(ready.stream().map(Arrival::track).toList(), newest);
        double[] second = fallback.forecast(batch);
        double[] first = modelled(batch, second);
        for (int i = 0; i < ready.size(); i++) {
            Arrival arrival = ready.get(i);
            EntityId entity = arrival.track().key().entity();
            double best = Double.isFinite(first[i]) ? first[i] : second[i];
            arrival.track()
                    .judge(
                            arrival.value(),
                            arrival.count(),
                            best,
                            second[i],
                            standing.incidentOpen(entity),
                            standing.objectiveKept(entity));
            Episode ended = arrival.track().ended();
            if (ended != null) {
                episodes.add(ended);
            }
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

    /// Series that are over; their values go with them.
    public void end(List<Integer> series) {
        for (int number : series) {
            refused.remove(number);
            DetectorTrack track = tracks.remove(number);
            if (track != null) {
                latest.remove(track.key(), track.latest());
                index = null;
                readings = null;
                anomalies = null;
            }
        }
        unwatched = refused.size();
    }

    /// Last value and band of every live series; the same until a window closes or a series ends.
    public Readings readings() {
        Readings last = readings;
        if (last == null) {
            last = new DetectorReadings(
                    tracks.values().stream().map(track -> track.reading(newest)).toList(), index(), newest);
            readings = last;
        }
        return last;
    }

    private DetectorReadings.Index index() {
        DetectorReadings.Index last = index;
        if (last == null) {
            last = new DetectorReadings.Index(
                    tracks.values().stream().map(DetectorTrack::key).toList());
            index = last;
        }
        return last;
    }

    /// Excursions going on now: two of the last three windows outside of their bands. What the
    /// telemetry pipeline says about itself is none. The same list until a window closes or a series
    /// ends.
    public List<Anomaly> anomalies() {
        List<Anomaly> last = anomalies;
        if (last == null) {
            long now = newest.getEpochSecond();
            List<Anomaly> found = new ArrayList<>();
            for (DetectorTrack track : tracks.values()) {
                if (track.anomalous(now) && track.ofTheSystem()) {
                    found.add(track.anomaly());
                }
            }
            last = List.copyOf(found);
            anomalies = last;
        }
        return last;
    }

    /// A person says that where a series is now is its normal course; nothing happens to one that is
    /// within its band or not watched.
    ///
    /// @param series text of its key
    public void relearn(String series) {
        relearn(key -> key.text().equals(series));
    }

    /// The same of all series of a signal, where it has stayed for long and hurts nobody.
    public void relearn(EntityId entity, String signal) {
        relearn(key -> key.entity().equals(entity) && key.signal().name().equals(signal));
    }

    private void relearn(Predicate<SeriesKey> which) {
        for (DetectorTrack track : tracks.values()) {
            if (which.test(track.key())) {
                track.relearn();
                readings = null;
                anomalies = null;
            }
        }
    }

    /// Which forecaster makes the bands.
    public ForecasterStatus forecaster() {
        return status;
    }

    /// Live series that found no room.
    public int unwatched() {
        return unwatched;
    }

    /// The watched series of some signals.
    public List<SeriesKey> watched(Predicate<Signal> signals) {
        return tracks.values().stream()
                .map(DetectorTrack::key)
                .filter(key -> signals.test(key.signal()))
                .toList();
    }

    /// The last values of a series, oldest first, without bands; empty for one that is not watched.
    /// Safe on any thread.
    public List<HistoryPoint> history(SeriesKey key) {
        HistoryLatest found = latest.get(key);
        return found == null ? List.of() : found.points();
    }
}
