package nightshift.journal.window;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightshift.journal.database.Micros;
import org.jdbi.v3.core.Handle;

/// The rows of the windows: put once each, read by their start, dropped oldest first. What is over the
/// bounds and belongs to an incident stays, with the rows of the incident's services only; these have a
/// quarter of the size for themselves.
final class SummaryTable {
    /// A turn drops so many at most: after a long stop there may be thousands, and they do not go all at once.
    private static final int DROPPED_AT_ONCE = 8;

    private static final int THINNED_SHARE = 4;

    private final WindowConfig config;
    /// Of all bodies that are not thinned, and of those that are.
    private Bytes bytes;

    record Bytes(long whole, long thinned) {
        long all() {
            return whole + thinned;
        }
    }

    /// @param handle of the file as it is opened
    SummaryTable(WindowConfig config, Handle handle) {
        this.config = config;
        bytes = new Bytes(sum(handle, 0), sum(handle, 1));
    }

    private static long sum(Handle handle, int thinned) {
        return handle.createQuery("select coalesce(sum(bytes), 0) from summary where thinned = :thinned")
                .bind("thinned", thinned)
                .mapTo(long.class)
                .one();
    }

    /// Of all bodies.
    long bytes() {
        return bytes.all();
    }

    /// A body as it was written, and where it belongs.
    static final class Stored {
        private final Instant start;
        private final long crc;
        private final byte[] body;

        Stored(Instant start, long crc, byte[] body) {
            this.start = start;
            this.crc = crc;
            this.body = body;
        }

        Instant start() {
            return start;
        }

        byte[] body() {
            return body;
        }

        /// Whether it is as it was written.
        boolean intact() {
            return WindowBody.checksum(body) == crc;
        }
    }

    /// Puts a window; one that is there already stays as it is.
    ///
    /// @return whether it was not there
    boolean put(Handle handle, Instant start, Duration length, int rows, byte[] body) {
        int put = handle.createUpdate("""
                        insert into summary (window_us, length_us, rows, bytes, crc, body)
                        values (:start, :length, :rows, :bytes, :crc, :body)
                        on conflict (window_us) do nothing
                        """)
                .bind("start", Micros.of(start))
                .bind("length", Micros.of(length))
                .bind("rows", rows)
                .bind("bytes", body.length)
                .bind("crc", WindowBody.checksum(body))
                .bind("body", body)
                .execute();
        return put > 0;
    }

    /// What stays of a window that is over the bounds.
    interface Thinning {
        /// The rows that stay; empty when none do.
        Optional<WindowColumns> thinned(Handle handle, Stored stored);
    }

    /// Drops or thins what is over one of the bounds now that a window of so many bytes was put.
    ///
    /// @return the bytes that are left; they count once the transaction is written
    Bytes keepBounds(Handle handle, Instant newest, int added, Thinning thinning) {
        long oldest = Micros.of(newest.minus(config.age()));
        long whole = bytes.whole() + added;
        long thin = bytes.thinned();
        for (Held candidate : oldest(handle, 0)) {
            if (whole <= config.bytes() && candidate.start() >= oldest) {
                break;
            }
            thin += thin(handle, candidate.start(), thinning);
            whole -= candidate.bytes();
        }
        for (Held candidate : oldest(handle, 1)) {
            if (thin <= config.bytes() / THINNED_SHARE) {
                break;
            }
            drop(handle, candidate.start());
            thin -= candidate.bytes();
        }
        return new Bytes(whole, thin);
    }

    private record Held(long start, long bytes) {}

    private static List<Held> oldest(Handle handle, int thinned) {
        return handle.createQuery("""
                        select window_us, bytes from summary where thinned = :thinned order by window_us limit :most
                        """)
                .bind("thinned", thinned)
                .bind("most", DROPPED_AT_ONCE)
                .map((row, context) -> new Held(row.getLong("window_us"), row.getLong("bytes")))
                .list();
    }

    /// @return bytes that stay
    private long thin(Handle handle, long start, Thinning thinning) {
        WindowColumns stays = get(handle, Micros.instant(start))
                .filter(Stored::intact)
                .flatMap(stored -> thinning.thinned(handle, stored))
                .orElse(null);
        if (stays == null) {
            drop(handle, start);
            return 0;
        }
        byte[] body = WindowBody.encode(stays);
        handle.createUpdate("""
                        update summary set thinned = 1, rows = :rows, bytes = :bytes, crc = :crc, body = :body
                        where window_us = :start
                        """)
                .bind("rows", stays.rows())
                .bind("bytes", body.length)
                .bind("crc", WindowBody.checksum(body))
                .bind("body", body)
                .bind("start", start)
                .execute();
        return body.length;
    }

    private static void drop(Handle handle, long start) {
        handle.createUpdate("delete from summary where window_us = :start")
                .bind("start", start)
                .execute();
    }

    /// The transaction that put and dropped was written.
    void hold(Bytes left) {
        bytes = left;
    }

    /// Start of the oldest that is not thinned, in microseconds.
    Optional<Long> oldestWhole(Handle handle) {
        return oldest(handle, 0).stream().findFirst().map(Held::start);
    }

    /// Starts and sizes of the windows that began from `from` on and before `to`, oldest first.
    List<KeptPast.Kept> kept(Handle handle, Instant from, Instant to) {
        return handle.createQuery("""
                        select window_us, length_us, rows from summary
                        where window_us >= :from and window_us < :to order by window_us
                        """)
                .bind("from", Micros.of(from))
                .bind("to", Micros.of(to))
                .map((row, context) -> new KeptPast.Kept(
                        Micros.instant(row.getLong("window_us")),
                        Micros.duration(row.getLong("length_us")),
                        row.getInt("rows")))
                .list();
    }

    /// One window's row; empty when it was dropped meanwhile.
    Optional<Stored> get(Handle handle, Instant start) {
        return handle.createQuery("select crc, body from summary where window_us = :start")
                .bind("start", Micros.of(start))
                .map((row, context) -> new Stored(start, row.getLong("crc"), row.getBytes("body")))
                .findOne();
    }
}
