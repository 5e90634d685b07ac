package nightshift.understand.detect;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import nightshift.fact.telemetry.Episode;
import nightshift.fact.telemetry.SeriesKey;
import org.jspecify.annotations.Nullable;

/// What an earlier process knew of its series: the habits of each while its windows are taken in, and then
/// the whole track, until the series is seen again; for an hour at most.
final class EarlierSeries {
    private static final Duration AWAITED = Duration.ofHours(1);

    private final Map<String, DetectorTrack> awaited = new HashMap<>();
    private final Map<String, List<Episode>> recalled = new HashMap<>();
    private Instant awaitedUntil = Instant.MAX;

    /// Takes in habits, the oldest episode of a series first.
    void recall(List<Episode> known) {
        known.forEach(episode -> recalled.computeIfAbsent(past(episode.series()), fresh -> new ArrayList<>())
                .add(episode));
    }

    /// The habits of a series that is taken in for the first time.
    List<Episode> habits(SeriesKey key) {
        return recalled.isEmpty() ? List.of() : recalled.getOrDefault(past(key), List.of());
    }

    /// All was taken in: these are awaited from now on.
    void await(Collection<DetectorTrack> tracks) {
        tracks.forEach(track -> awaited.put(past(track.key()), track));
        recalled.clear();
    }

    /// The series is seen again: it is awaited no longer. Null when nobody knew it.
    @Nullable
    DetectorTrack seenAgain(SeriesKey key) {
        return awaited.isEmpty() ? null : awaited.remove(past(key));
    }

    /// A window has come: the first one begins the hour.
    ///
    /// @param newest its end
    void waited(Instant newest) {
        if (awaited.isEmpty()) {
            return;
        }
        if (awaitedUntil.equals(Instant.MAX)) {
            awaitedUntil = newest.plus(AWAITED);
        } else if (newest.isAfter(awaitedUntil)) {
            awaited.clear();
        }
    }

    /// How many are awaited.
    int size() {
        return awaited.size();
    }

    /// Gives up one of them, if there is any: what was seen in this process comes before what may never come back.
    void makeRoom() {
        Iterator<String> any = awaited.keySet().iterator();
        if (any.hasNext()) {
            any.next();
            any.remove();
        }
    }

    /// Whose past a series goes on with: a p95 never with that of a mean.
    private static String past(SeriesKey key) {
        return key.text() + key.signal().meaning().statistic();
    }
}
