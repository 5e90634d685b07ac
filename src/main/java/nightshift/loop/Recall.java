package nightshift.loop;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import nightshift.fact.Change;
import nightshift.fact.DeadLetters;
import nightshift.fact.Incident;
import nightshift.fact.Watch;
import nightshift.fact.decision.Command;
import nightshift.fact.inventory.Inventory;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Window;
import nightshift.journal.Journal;
import nightshift.journal.window.KeptPast;
import nightshift.journal.window.WindowStore;
import nightshift.observe.Observer;
import nightshift.understand.Analyst;

/// What a new process does before its first turn: hands the analyst the windows that earlier ones kept,
/// so that it knows what is normal. They go the way of live ones, each once and in their order, but
/// nothing is opened, told or decided by them: they were judged when they closed.
///
/// The newest are judged again, as many as make a series known. Of the days before, a few windows in
/// each five minutes say what the time of day looks like. A series that sent nothing in the last hour
/// of the past is left out.
public final class Recall {
    private static final Logger LOG = System.getLogger(Recall.class.getName());
    private static final Duration ALIVE = Duration.ofHours(1);
    private static final Duration BUCKET = Duration.ofMinutes(5);

    /// Windows of ten seconds in a minute: with as many in a row every series that sends once a minute is among them.
    private static final int MOST_IN_A_BUCKET = 6;

    /// Of the series that are alive, a twentieth may send too seldom to be waited for.
    private static final double KNOWN_SHARE = 0.95;

    /// What can't be taken in is left out of what is known; a turn that meets it tells a person.
    private static final DeadLetters LEFT_OUT = DeadLetters.telling(
            (subject, why) -> LOG.log(Level.WARNING, "left out of what was known: {0}: {1}", subject, why));

    private final RecallConfig config;
    private final WindowStore windows;
    private final Journal journal;
    private final Observer observer;
    private final Analyst analyst;
    private final List<OpenTime> incidents;

    /// When an incident was open, and on whom.
    private record OpenTime(Instant from, Instant to, Set<EntityId> services) {
        static OpenTime of(Incident incident) {
            Instant closed = incident.closedAt();
            return new OpenTime(incident.openedAt(), closed == null ? Instant.MAX : closed, incident.services());
        }
    }

    private Recall(RecallConfig config, Journal journal, Observer observer, Analyst analyst, Instant now) {
        this.config = config;
        this.journal = journal;
        this.observer = observer;
        this.windows = journal.windows();
        this.analyst = analyst;
        Instant from = now.minus(config.reach());
        incidents = journal.incidentsSince(from).stream().map(OpenTime::of).toList();
    }

    /// Does it; what can't be taken in is left out and logged, and never keeps a process from starting.
    ///
    /// @param watches thresholds that rules ask for at present
    /// @param now when this process begins
    public static void into(
            Observer observer,
            Analyst analyst,
            Journal journal,
            List<Watch> watches,
            RecallConfig config,
            Instant now) {
        try {
            Recall recall = new Recall(config, journal, observer, analyst, now);
            List<KeptPast.Kept> kept = recall.windows.kept(now.minus(config.reach()), now);
            recall.changes(kept.isEmpty() ? Instant.EPOCH : kept.getLast().end(), now);
            recall.normal(kept, watches);
        } catch (RuntimeException unexpected) {
            LOG.log(Level.ERROR, "what earlier processes knew could not all be taken in", unexpected);
        } finally {
            analyst.recalled();
        }
    }

    /// Changes go on being facts, nobody hears of one twice, what runs already is known from what is
    /// new, and services are held to what is written on them.
    private void changes(Instant looked, Instant now) {
        List<Change> known = journal.changesSince(analyst.changesFrom(now));
        analyst.recallChanges(known, now);
        Inventory ran = windows.ran();
        analyst.recallPledges(ran.pledges());
        observer.recall(known, ran, looked, now);
    }

    private void normal(List<KeptPast.Kept> kept, List<Watch> watches) {
        if (!kept.isEmpty()) {
            try (WindowStore.Reader reader = windows.reader()) {
                normal(kept, watches, reader);
            }
        }
    }

    private void normal(List<KeptPast.Kept> kept, List<Watch> watches, WindowStore.Reader reader) {
        Reach reach = reach(kept, windows.past(), reader);
        LOG.log(
                Level.INFO,
                "takes in what it knew of {0} series: {1} windows, and samples of {2} before",
                reach.alive.series(),
                kept.size() - reach.first,
                reach.first);
        analyst.recallEpisodes(windows.episodes(reach.alive));
        sample(kept.subList(0, reach.first), reach.alive, reader);
        analyst.recalling(watches);
        List<KeptPast.Kept> newest = kept.subList(reach.first, kept.size());
        Deque<Command> relearned =
                new ArrayDeque<>(journal.relearnedSince(newest.getFirst().start()));
        for (int i = 0; i < newest.size(); i++) {
            while (!relearned.isEmpty()
                    && relearned.getFirst().at().isBefore(newest.get(i).end())) {
                analyst.heed(List.of(relearned.removeFirst()));
            }
            Predicate<EntityId> open = openAt(newest.get(i).end());
            reader.read(newest.get(i), reach.alive)
                    .ifPresent(window -> analyst.recall(window, reach.alive, open, LEFT_OUT));
            progress(i + 1, newest.size());
        }
        analyst.heed(List.copyOf(relearned));
    }

    private static void progress(int done, int all) {
        if (10L * done / all > 10L * (done - 1) / all) {
            LOG.log(Level.INFO, "takes in what it knew: {0} %", 100L * done / all);
        }
    }

    private Predicate<EntityId> openAt(Instant end) {
        Set<EntityId> services = new HashSet<>();
        for (OpenTime incident : incidents) {
            if (end.isAfter(incident.from()) && !end.isAfter(incident.to())) {
                services.addAll(incident.services());
            }
        }
        return entity -> services.contains(entity.service());
    }

    /// From which of the kept windows on they are judged again, and the series that are worth it.
    private record Reach(int first, KeptPast alive) {}

    private Reach reach(List<KeptPast.Kept> kept, KeptPast past, WindowStore.Reader reader) {
        Instant alive = kept.getLast().end().minus(ALIVE);
        BitSet seen = new BitSet();
        Map<Integer, Integer> rows = new HashMap<>();
        long judged = 0;
        int known = 0;
        int first = kept.size();
        while (first > 0 && !enough(judged, known, seen.cardinality())) {
            KeptPast.Kept next = kept.get(--first);
            Window window = reader.read(next, past).orElse(null);
            for (int row = 0; window != null && row < window.rows(); row++) {
                int series = window.series(row);
                if (next.end().isAfter(alive)) {
                    seen.set(series);
                }
                if (seen.get(series)) {
                    judged++;
                    known += rows.merge(series, 1, Integer::sum) == config.windows() ? 1 : 0;
                }
            }
        }
        return new Reach(first, past.retaining(seen::get));
    }

    private boolean enough(long judged, int known, int alive) {
        boolean all = known >= KNOWN_SHARE * alive || judged >= 2L * config.windows() * alive;
        return judged >= config.judged() && all;
    }

    /// How many windows of each five minutes are looked at, so that all of them together have the rows
    /// that were asked for; one at least.
    ///
    /// @param each rows of a window
    static long inABucket(RecallConfig config, long each) {
        long buckets = config.reach().dividedBy(BUCKET);
        return Math.clamp(config.sampled() / (each * buckets), 1, MOST_IN_A_BUCKET);
    }

    private void sample(List<KeptPast.Kept> before, KeptPast alive, WindowStore.Reader reader) {
        long rows = before.stream().mapToLong(KeptPast.Kept::rows).sum();
        if (rows == 0) {
            return;
        }
        long each = Math.max(1, rows / before.size());
        long inABucket = inABucket(config, each);
        long bucket = Long.MIN_VALUE;
        int taken = 0;
        for (KeptPast.Kept kept : before) {
            long at = Math.floorDiv(kept.start().getEpochSecond(), BUCKET.toSeconds());
            taken = at == bucket ? taken + 1 : 1;
            bucket = at;
            if (taken <= inABucket) {
                Predicate<EntityId> open = openAt(kept.end());
                reader.read(kept, alive).ifPresent(window -> analyst.recallTimeOfDay(window, alive, open));
            }
        }
    }
}
