package nightshift.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import nightshift.fact.Change;
import nightshift.fact.Snapshot;
import nightshift.fact.inventory.ClusterView;
import nightshift.fact.inventory.Inventory;
import nightshift.fact.inventory.WatchStatus;
import nightshift.fact.telemetry.IntakeStatus;
import nightshift.fact.telemetry.UnmappedSignal;
import nightshift.fact.telemetry.Window;
import nightshift.observe.calls.Dependencies;
import nightshift.observe.calls.SpanIntake;
import nightshift.observe.changes.Changes;
import nightshift.observe.changes.LogIntake;
import nightshift.observe.identity.PeerNames;
import nightshift.observe.identity.Roster;
import nightshift.observe.identity.RosterCluster;
import nightshift.observe.identity.Sources;
import nightshift.observe.identity.Subjects;
import nightshift.observe.intake.ClusterIntake;
import nightshift.observe.intake.DropReason;
import nightshift.observe.intake.Drops;
import nightshift.observe.intake.LogRecord;
import nightshift.observe.intake.PointBatch;
import nightshift.observe.intake.Receipt;
import nightshift.observe.intake.Span;
import nightshift.observe.intake.TelemetryIntake;
import nightshift.observe.naming.SignalDictionary;
import nightshift.observe.naming.Unmapped;
import nightshift.observe.series.Accumulator;
import nightshift.observe.series.Aggregates;
import nightshift.observe.series.ClusterPoints;
import nightshift.observe.series.Directory;
import nightshift.observe.series.PointIntake;
import nightshift.observe.series.Resolver;
import nightshift.observe.series.SeriesConfig;
import nightshift.observe.series.SeriesTable;
import nightshift.observe.series.StreamTable;
import nightshift.observe.series.Streams;
import nightshift.observe.series.Waiting;
import nightshift.observe.series.WindowClock;
import nightshift.observe.series.WindowCloser;
import nightshift.observe.sketch.Quantiles;

/// The observing stage: takes what decoders hand over, closes windows by the clock and shows what closed.
///
/// Whatever comes in, and each snapshot, first closes the windows that are due by its time. One lock
/// guards all state, so that one writer at a time touches the table; requests are decoded before they
/// wait for it, but for the buckets of a histogram, which its series takes from the bytes. When a call returns,
/// what it brought is applied.
public final class Observer implements TelemetryIntake, ClusterIntake {
    /// A point in each window.
    private static final Duration CLUSTER_POINTS = Duration.ofSeconds(9);

    /// What was heard longer ago is no measurement of now.
    private static final Duration CLUSTER_FRESH = Duration.ofSeconds(15);

    private final ReentrantLock lock = new ReentrantLock();
    private final SignalDictionary dictionary;
    private final WindowClock clock;
    private final Drops drops = new Drops();
    private final Directory directory;
    private final Aggregates aggregates;
    private final Dependencies dependencies;
    private final Changes changes;
    private final SeriesTable table;
    private final Roster roster;
    private final RosterCluster cluster;
    private final Unmapped unmapped = new Unmapped();
    private final PointIntake points;
    private final SpanIntake spans;
    private final LogIntake logs;
    private final PeerNames peers;
    private final WindowCloser closer;
    private final Waiting<Window> closed;
    private final int closedLimit;
    private final long stale;
    private final long dependencyRetention;
    private long firstOpen = Long.MIN_VALUE;
    /// Written under the lock, read from any thread.
    private volatile long newest;

    private Instant clusterPointsAt = Instant.MIN;
    private volatile Optional<WatchStatus> watch = Optional.empty();
    private long taken;
    private volatile IntakeStatus status;
    private volatile List<UnmappedSignal> unmappedSignals = List.of();

    public Observer(ObserveConfig config, SignalDictionary dictionary) {
        SeriesConfig series = config.series();
        SeriesConfig.Limits limits = series.limits();
        StreamTable streamTable = new StreamTable();
        this.dictionary = dictionary;
        this.clock = new WindowClock(series.window(), series.lateness());
        this.directory = new Directory(limits.series());
        this.aggregates = new Aggregates(directory, limits);
        this.dependencies = new Dependencies(config.calls().dependencies(), drops);
        this.changes = new Changes(drops, config.changes(), config.roster().goneAfter());
        this.roster = new Roster(config.roster(), drops);
        this.cluster = new RosterCluster(roster);
        Subjects subjects = new Subjects(roster);
        Sources sources = new Sources(roster, subjects, limits.sources(), config.names());
        this.peers = new PeerNames(sources::sends, config.names());
        this.table = new SeriesTable(
                streamTable,
                new Streams(streamTable, aggregates, drops, clock, series),
                sources,
                new Resolver(dictionary, subjects, peers, unmapped, aggregates, series),
                new Accumulator(streamTable, clock, drops, series),
                clock,
                drops);
        this.points = new PointIntake(table);
        this.spans = new SpanIntake(table, dependencies, peers, config.calls());
        this.logs = new LogIntake(table, changes);
        this.closer = new WindowCloser(streamTable, clock, new Quantiles(config.latency()), dependencies::called);
        this.closedLimit = config.closedWindows();
        this.closed = new Waiting<>(closedLimit, () -> drops.count(DropReason.WINDOW_OVERFLOW));
        this.stale = series.staleAfter().toNanos();
        this.dependencyRetention = config.calls().retention().toNanos();
        this.status = current();
    }

    @Override
    public Receipt points(PointBatch batch, Instant arrived) {
        return applied(batch.items(), arrived, now -> points.apply(batch, now));
    }

    @Override
    public Receipt spans(List<Span> batch, Instant arrived) {
        return applied(batch.size(), arrived, now -> spans.apply(batch, now));
    }

    @Override
    public Receipt logs(List<LogRecord> batch, Instant arrived) {
        return applied(batch.size(), arrived, now -> logs.apply(batch, now));
    }

    @Override
    public void cluster(ClusterView view, List<ClusterIntake.Told> told, WatchStatus status, Instant arrived) {
        lock.lock();
        try {
            long now = advance(WindowClock.nanos(arrived));
            watch = Optional.of(status);
            told.forEach(change -> changes.shown(change, roster.current()));
            Instant heard = status.heard();
            cluster.take(heard != null && status.believed() ? Optional.of(view) : Optional.empty());
            boolean fresh = heard != null && !heard.plus(CLUSTER_FRESH).isBefore(arrived);
            if (fresh && !clusterPointsAt.plus(CLUSTER_POINTS).isAfter(arrived)) {
                clusterPointsAt = arrived;
                points.apply(ClusterPoints.of(view), now);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Whether the cluster's API server can be followed; empty where none is. Safe from any thread.
    public Optional<WatchStatus> watch() {
        return watch;
    }

    @Override
    public Map<String, String> attributeNames() {
        return dictionary.attributes();
    }

    /// What an earlier process knew of changes, of what ran when it looked last, and of what was written
    /// on it; before anything is taken in.
    ///
    /// @param told its changes, the oldest first
    /// @param ran what ran when it looked last
    /// @param at when that was
    /// @param now when this process begins
    public void recall(List<Change> told, Inventory ran, Instant at, Instant now) {
        lock.lock();
        try {
            changes.recall(told, ran.deployed(), at, now);
            roster.recall(ran.pledges(), now);
        } finally {
            lock.unlock();
        }
    }

    /// What closed since the last call. It waits here until [#taken]. Called by the loop's thread alone.
    public Snapshot snapshot(Instant now) {
        lock.lock();
        try {
            advance(WindowClock.nanos(now));
            status = current();
            return new Snapshot(
                    now,
                    directory,
                    closed.look(),
                    aggregates.ended().look(),
                    changes.waiting().look(),
                    dependencies.current(),
                    roster.current());
        } finally {
            lock.unlock();
        }
    }

    /// The turn that saw a snapshot is written: what it showed is let go of. Snapshots are taken in
    /// their order. Called by the loop's thread alone.
    public void taken(Snapshot seen) {
        lock.lock();
        try {
            closed.taken(seen.windows().size());
            aggregates.ended().taken(seen.ended().size());
            changes.waiting().taken(seen.changes().size());
            directory.told();
        } finally {
            lock.unlock();
        }
    }

    /// Takes in a change that was told over REST. Safe from any thread.
    ///
    /// @return as it is known from now on: one that telemetry showed before keeps the id that it has
    public Change change(Change change) {
        lock.lock();
        try {
            return changes.add(change);
        } finally {
            lock.unlock();
        }
    }

    /// Metrics of which nobody knows what they mean, the one of which most comes first; while something
    /// is being taken in, as they were found last. Safe from any thread.
    public List<UnmappedSignal> unmapped() {
        if (lock.tryLock()) {
            try {
                unmappedSignals = unmapped.byVolume();
            } finally {
                lock.unlock();
            }
        }
        return unmappedSignals;
    }

    /// The latest time by which anything was taken in: what windows are closed by. Safe from any thread.
    public Instant latest() {
        return WindowClock.instant(newest);
    }

    /// What came in and what was dropped; while something is being taken in, as of then or of the last
    /// snapshot: who asks does not wait for who sends. Safe from any thread.
    public IntakeStatus status() {
        if (lock.tryLock()) {
            try {
                status = current();
            } finally {
                lock.unlock();
            }
        }
        return status;
    }

    private IntakeStatus current() {
        long since = newest - stale;
        return new IntakeStatus(
                taken, drops.byLabel(), directory.live(), drops.refusingSince(since), drops.droppingSince(since));
    }

    private interface Batch {
        void apply(long now);
    }

    private Receipt applied(int items, Instant arrived, Batch batch) {
        lock.lock();
        try {
            long now = advance(WindowClock.nanos(arrived));
            drops.beginRequest();
            batch.apply(now);
            Receipt receipt = drops.endRequest(items);
            taken += receipt.accepted();
            return receipt;
        } finally {
            lock.unlock();
        }
    }

    /// Closes what is due and says what time it is: a request that waited for the lock may bring an
    /// older stamp than the one before it. After a jump of the clock only the windows that can hold
    /// something are looked into, and the newest that may wait are told.
    private long advance(long stamp) {
        newest = Math.max(newest, stamp);
        drops.now(newest);
        roster.now(newest);
        long due = clock.firstOpen(newest);
        if (firstOpen == Long.MIN_VALUE) {
            firstOpen = due;
        }
        long first = Math.max(firstOpen, due - closedLimit);
        if (first > firstOpen) {
            drops.count(DropReason.WINDOW_OVERFLOW, first - firstOpen);
        }
        boolean any = firstOpen < due;
        firstOpen = Math.min(first, due);
        if (any) {
            roster.settle();
            if (table.sources().newcomers() || peers.learned()) {
                peers.meetNewcomers();
            }
            changes.look(roster.current(), WindowClock.instant(newest));
        }
        while (firstOpen < due) {
            long window = firstOpen++; // it counts as closed even if closing it throws: no window closes twice
            spans.giveUp(window);
            closed.add(closer.close(window));
            table.streams().expire(window);
        }
        if (any) {
            table.sources().forgetUnused(newest - stale);
            dependencies.expire(newest - dependencyRetention);
        }
        return newest;
    }
}
