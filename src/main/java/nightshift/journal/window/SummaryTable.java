package nightshift.journal.window;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightshift.journal.database.Micros;
import org.jdbi.v3.core.Handle;

/// The rows of the windows: put once each, read by their start, dropped oldest first.
final class SummaryTable {
    /// A turn drops so many at most: after a long stop there may be thousands, and they do not go all at once.
    private static final int DROPPED_AT_ONCE = 8;

    private final WindowConfig config;
    /// Of all bodies.
    private long bytes;

    /// @param handle of the file as it is opened
    SummaryTable(WindowConfig config, Handle handle) {
        this.config = config;
        bytes = handle.createQuery("select coalesce(sum(bytes), 0) from summary")
                .mapTo(long.class)
                .one();
    }

    /// A body as it was written, and where it belongs.
    static final class Stored {
        private final Instant start;
        private final Duration length;
        private final long crc;
        private final byte[] body;

        /// @param rows of it
        Stored(Instant start, Duration length, long crc, byte[] body) {
            this.start = start;
            this.length = length;
            this.crc = crc;
            this.body = body;
        }

        Instant start() {
            return start;
        }

        Duration length() {
            return length;
        }

        long crc() {
            return crc;
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
                .bind("length", length.toNanos() / 1_000)
                .bind("rows", rows)
                .bind("bytes", body.length)
                .bind("crc", WindowBody.checksum(body))
                .bind("body", body)
                .execute();
        return put > 0;
    }

    /// Drops what is over one of the bounds now that a window of so many bytes was put.
    ///
    /// @return bytes that are left
    long dropBeyondBounds(Handle handle, Instant newest, int added) {
        long left = bytes + added;
        long oldest = Micros.of(newest.minus(config.age()));
        List<Dropped> candidates = handle.createQuery(
                        "select window_us, bytes from summary order by window_us limit :most")
                .bind("most", DROPPED_AT_ONCE)
                .map((row, context) -> new Dropped(row.getLong("window_us"), row.getLong("bytes")))
                .list();
        for (Dropped candidate : candidates) {
            if (left <= config.bytes() && candidate.start() >= oldest) {
                break;
            }
            handle.createUpdate("delete from summary where window_us = :start")
                    .bind("start", candidate.start())
                    .execute();
            left -= candidate.bytes();
        }
        return left;
    }

    private record Dropped(long start, long bytes) {}

    /// The transaction that put and dropped was written.
    void hold(long left) {
        bytes = left;
    }

    /// Start of the oldest, in microseconds.
    Optional<Long> oldest(Handle handle) {
        return handle.createQuery("select min(window_us) from summary")
                .mapTo(Long.class)
                .findOne();
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
                        Duration.ofNanos(row.getLong("length_us") * 1_000),
                        row.getInt("rows")))
                .list();
    }

    /// One window's row; empty when it was dropped meanwhile.
    Optional<Stored> get(Handle handle, Instant start) {
        return handle.createQuery("select length_us, crc, body from summary where window_us = :start")
                .bind("start", Micros.of(start))
                .map((row, context) -> new Stored(
                        start,
                        Duration.ofNanos(row.getLong("length_us") * 1_000),
                        row.getLong("crc"),
                        row.getBytes("body")))
                .findOne();
    }
}
