package nightshift.journal.window;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import nightshift.fact.inventory.Inventory;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Episode;
import nightshift.fact.telemetry.HistoryPoint;
import nightshift.fact.telemetry.Readings;
import nightshift.fact.telemetry.SeriesDirectory;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.Window;
import nightshift.journal.database.JournalException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/// The closed windows on disk. Written by the loop's thread, read from any.
///
/// Nothing that goes wrong with the file stops anybody: what can't be written is dropped and counted,
/// what can't be read is missing and counted, a file that is no database any more, or another's, is
/// moved aside and another begun.
public final class WindowStore implements AutoCloseable {
    private static final Logger LOG = System.getLogger(WindowStore.class.getName());

    /// Before and after an incident.
    private static final Duration AROUND = Duration.ofMinutes(10);

    /// Of one plot: a day of windows of ten seconds is looked through at most, the newest of it.
    private static final int LOOKED_THROUGH = 8_640;

    private final WindowFile file;
    private final Involved involved;
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong damaged = new AtomicLong();

    /// Whose windows are kept beyond the bounds.
    public interface Involved {
        /// Services that an incident was about at some time between these two.
        Set<EntityId> services(Instant from, Instant to);
    }

    private WindowStore(WindowFile file, Involved involved) {
        this.file = file;
        this.involved = involved;
    }

    /// Where the windows are in a directory.
    public static Path in(Path directory) {
        return directory.resolve("windows.db");
    }

    /// Opens or makes the file in a directory that the caller has locked. One that is damaged, foreign or of another
    /// version is moved aside.
    ///
    /// @param involved whose windows stay when they are over the bounds
    /// @throws JournalException when there is no room, or something else that passes
    public static WindowStore open(Path directory, WindowConfig config, Involved involved) {
        return new WindowStore(new WindowFile(in(directory), config), involved);
    }

    /// Keeps a window that closed, once; one without rows is none. What can't be written is dropped and counted.
    ///
    /// @param readings the bands of its rows, of series that had no window since
    public void keep(Window window, SeriesDirectory directory, Readings readings) {
        if (window.rows() == 0) {
            return;
        }
        WindowFile.Open now = file.usable();
        try {
            SummaryTable.Bytes left = now.database().write(handle -> put(now, handle, window, directory, readings));
            now.summaries().hold(left);
        } catch (JournalException failed) {
            dropped.incrementAndGet();
            now.numbers().forget();
            now.failed(failed);
        } catch (RuntimeException unexpected) {
            now.numbers().forget();
            throw unexpected;
        }
    }

    /// Keeps what runs and what it promises, as far as it changed since the last time.
    public void keep(Inventory inventory, Instant now) {
        WindowFile.Open current = file.usable();
        Optional<WorkloadTable.Difference> difference = current.workloads().difference(inventory, now);
        if (difference.isEmpty() && current.pledges().has(inventory)) {
            return;
        }
        try {
            current.database().write(handle -> {
                difference.ifPresent(changed -> current.workloads().put(handle, changed));
                current.pledges().put(handle, inventory);
                return true;
            });
            difference.ifPresent(current.workloads()::hold);
            current.pledges().hold(inventory);
        } catch (JournalException failed) {
            current.failed(failed); // it is tried again with the next turn
        }
    }

    /// Keeps episodes of series that have kept windows; what can't be written is dropped.
    public void keep(List<Episode> ended) {
        if (ended.isEmpty()) {
            return;
        }
        WindowFile.Open current = file.usable();
        try {
            current.database().write(handle -> {
                for (Episode episode : ended) {
                    current.numbers()
                            .number(handle, episode.series())
                            .ifPresent(number -> EpisodeTable.put(handle, number, episode));
                }
                return true;
            });
        } catch (JournalException failed) {
            current.failed(failed);
        }
    }

    /// The kept episodes of series, of each the oldest first.
    public List<Episode> episodes(KeptPast past) {
        return read(now -> now.database().read(handle -> EpisodeTable.all(handle, past)), List.of());
    }

    /// What ran when it was kept last: of each workload the versions and how many replicas were wanted,
    /// and what was written on services.
    public Inventory ran() {
        return read(
                now -> now.database()
                        .read(handle -> new Inventory(
                                now.workloads().all(handle), now.pledges().all(handle))),
                Inventory.NOTHING);
    }

    private SummaryTable.Bytes put(
            WindowFile.Open now, Handle handle, Window window, SeriesDirectory directory, Readings readings) {
        int[] numbers = now.numbers().of(handle, window, directory);
        byte[] body = WindowBody.encode(WindowColumns.of(window, numbers, directory, readings));
        boolean fresh = now.summaries().put(handle, window.start(), window.length(), window.rows(), body);
        SummaryTable.Bytes left = now.summaries()
                .keepBounds(
                        handle,
                        window.end(),
                        fresh ? body.length : 0,
                        (writing, stored) -> ofIncidents(now.numbers(), writing, stored));
        now.summaries().oldestWhole(handle).ifPresent(oldest -> now.numbers().forgetBefore(handle, oldest));
        return left;
    }

    /// The rows of the services of incidents, with the air that a plot has around one.
    private Optional<WindowColumns> ofIncidents(SeriesNumbers numbers, Handle handle, SummaryTable.Stored stored) {
        Set<EntityId> services =
                involved.services(stored.start().minus(AROUND), stored.start().plus(AROUND));
        return services.isEmpty()
                ? Optional.empty()
                : WindowBody.decode(stored.body())
                        .flatMap(columns -> columns.only(numbers.remembered(handle, services)::contains));
    }

    /// The series of an entity and a signal that have windows here, by their text.
    public List<SeriesKey> series(EntityId entity, String signal) {
        return read(now -> now.database().read(handle -> now.numbers().of(handle, entity, signal)), List.of());
    }

    /// The windows of a series that began from `from` on and before `to`, oldest first. Where there are more than
    /// `most`, neighbours are left out evenly.
    public List<HistoryPoint> history(SeriesKey key, Instant from, Instant to, int most) {
        return read(
                now -> now.database()
                        .read(handle -> now.numbers()
                                .number(handle, key)
                                .map(number -> points(now, handle, number, from, to, most))
                                .orElse(List.of())),
                List.of());
    }

    private List<HistoryPoint> points(
            WindowFile.Open now, Handle handle, int number, Instant from, Instant to, int most) {
        List<KeptPast.Kept> all = now.summaries().kept(handle, from, to);
        List<KeptPast.Kept> kept = all.subList(Math.max(0, all.size() - LOOKED_THROUGH), all.size());
        int together = (kept.size() + most - 1) / most;
        List<HistoryPoint> points = new ArrayList<>();
        for (int at = 0; at < kept.size(); at++) {
            HistoryPoint point = point(now, handle, kept.get(at), number);
            if (point != null) {
                points.add(point);
                at += together - 1 - at % together; // one of so many neighbours is enough
            }
        }
        return points;
    }

    private @Nullable HistoryPoint point(WindowFile.Open now, Handle handle, KeptPast.Kept kept, int number) {
        WindowColumns columns = columns(now, handle, kept, body -> WindowBody.decode(body, number))
                .orElse(null);
        int row = columns == null ? -1 : Arrays.binarySearch(columns.series(), number);
        return columns == null || row < 0
                ? null
                : new HistoryPoint(
                        kept.end(),
                        columns.values()[row],
                        columns.band(row),
                        columns.confidences()[row],
                        columns.distributions().spread(row));
    }

    /// What the numbers of the kept windows mean, as of now.
    public KeptPast past() {
        return read(
                now -> now.database().read(handle -> new KeptPast(now.numbers().all(handle))), KeptPast.NOTHING);
    }

    /// The windows that began from `from` on and before `to`, oldest first.
    public List<KeptPast.Kept> kept(Instant from, Instant to) {
        return read(now -> now.database().read(handle -> now.summaries().kept(handle, from, to)), List.of());
    }

    /// For many windows in a row, which are read over one connection. Used and closed by one thread.
    public Reader reader() {
        return new Reader(file.open());
    }

    /// Reads windows one after the other.
    public final class Reader implements AutoCloseable {
        private final WindowFile.Open now;
        private final Handle handle;

        private Reader(WindowFile.Open now) {
            this.now = now;
            handle = now.database().reader();
        }

        /// A window with its rows; empty when it is damaged, which is counted, or was dropped meanwhile.
        public Optional<Window> read(KeptPast.Kept kept, KeptPast past) {
            return WindowStore.this.read(
                    now,
                    open -> columns(open, handle, kept, WindowBody::decode).map(columns -> past.window(kept, columns)),
                    Optional.empty());
        }

        @Override
        public void close() {
            handle.close();
        }
    }

    private Optional<WindowColumns> columns(
            WindowFile.Open now, Handle handle, KeptPast.Kept kept, Function<byte[], Optional<WindowColumns>> decode) {
        Optional<SummaryTable.Stored> stored = now.summaries().get(handle, kept.start());
        Optional<WindowColumns> columns =
                stored.filter(SummaryTable.Stored::intact).flatMap(row -> decode.apply(row.body()));
        if (stored.isPresent() && columns.isEmpty()) {
            long before = damaged.getAndIncrement();
            LOG.log(
                    before == 0 ? Level.WARNING : Level.DEBUG,
                    "the window of {0} in {1} is damaged and is skipped",
                    kept.start(),
                    file);
        }
        return columns;
    }

    /// A file that can't be read has nothing to tell.
    private <T> T read(Function<WindowFile.Open, T> work, T otherwise) {
        return read(file.open(), work, otherwise);
    }

    private <T> T read(WindowFile.Open now, Function<WindowFile.Open, T> work, T otherwise) {
        try {
            return work.apply(now);
        } catch (JdbiException | JournalException failed) {
            damaged.incrementAndGet();
            now.failed(failed);
            LOG.log(Level.WARNING, "the window store {0} can''t be read: {1}", file, failed.getMessage());
            return otherwise;
        }
    }

    /// Of all kept windows, compressed.
    public long bytes() {
        return file.open().summaries().bytes();
    }

    /// Windows that could not be written since the start.
    public long dropped() {
        return dropped.get();
    }

    /// Readings of a window that failed since the start.
    public long damaged() {
        return damaged.get();
    }

    /// One sentence each for what is wrong with it. Asks the file itself while it could not be written.
    public List<String> troubles() {
        List<String> troubles = new ArrayList<>();
        file.open()
                .database()
                .unwritable()
                .ifPresent(reason -> troubles.add(reason + " " + dropped() + " windows are missing so far."));
        file.movedAside().ifPresent(troubles::add);
        if (damaged() > 0) {
            troubles.add("kept windows are damaged and were skipped when they were read, " + damaged()
                    + " times so far: plots and what a start knows lack them");
        }
        return troubles;
    }

    @Override
    public void close() {
        file.close();
    }
}
