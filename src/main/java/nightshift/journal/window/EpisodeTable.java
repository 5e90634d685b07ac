package nightshift.journal.window;

import java.util.List;
import java.util.Optional;
import nightshift.fact.telemetry.Episode;
import nightshift.journal.database.Micros;
import org.jdbi.v3.core.Handle;

/// When series were out of their bands and hurt nobody: habits that take weeks to learn, longer than
/// windows are kept. Of each series as many as the detector remembers; about 60 bytes each.
final class EpisodeTable {
    static final int MOST = 8;

    private EpisodeTable() {}

    static void put(Handle handle, int series, Episode episode) {
        handle.createUpdate("""
                        insert into episode (series, begin_us, end_us, low, high)
                        values (:series, :begin, :end, :low, :high)
                        on conflict (series, begin_us) do nothing
                        """)
                .bind("series", series)
                .bind("begin", Micros.of(episode.begin()))
                .bind("end", Micros.of(episode.end()))
                .bind("low", episode.low())
                .bind("high", episode.high())
                .execute();
        handle.createUpdate("""
                        delete from episode where series = :series and begin_us < (
                            select begin_us from episode where series = :series
                            order by begin_us desc limit 1 offset :most)
                        """).bind("series", series).bind("most", MOST - 1).execute();
    }

    /// Those of the series that `past` knows, the oldest of each first.
    static List<Episode> all(Handle handle, KeptPast past) {
        return handle
                .createQuery("select series, begin_us, end_us, low, high from episode order by series, begin_us")
                .map((row, context) -> past.known(row.getInt("series"))
                        ? Optional.of(new Episode(
                                past.key(row.getInt("series")),
                                Micros.instant(row.getLong("begin_us")),
                                Micros.instant(row.getLong("end_us")),
                                row.getDouble("low"),
                                row.getDouble("high")))
                        : Optional.<Episode>empty())
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }
}
