package nightshift.app.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import nightshift.fact.Snapshot;
import nightshift.fact.Watch;
import nightshift.fact.inventory.Inventory;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.SeriesDirectory;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.Signal;
import nightshift.fact.telemetry.Window;
import nightshift.journal.Journal;
import nightshift.loop.Recall;
import nightshift.loop.RecallConfig;
import nightshift.loop.TurnTimes;
import nightshift.observe.ObserveConfig;
import nightshift.observe.Observer;
import nightshift.observe.naming.SignalDictionary;
import nightshift.understand.Analyst;

/// What a turn costs, on one thread and with all its stages: without a closed window, with one, when many series end,
/// what one-off peers leave behind, and whether the default heap holds as much as the default limits let in.
public final class TurnBench {
    private static final Instant BEGIN = Instant.parse("2026-03-02T10:00:00Z");
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final int SERIES = 50_000;
    private static final int CALLERS = 300;
    private static final int CALLEES = 100;
    private static final int BREACHES = 21_000;
    private static final int PEERS = 52_000;
    private static final int ROUNDS = 24;
    private static final int MEASURED = 10;
    private static final int DAYS = 8;
    private static final int HELD_WINDOWS = 100;

    private static final String IDLE =
            String.format(Locale.ROOT, "turn without a window: %,d series, %,d edges", SERIES, CALLERS * CALLEES);
    private static final String BUSY =
            String.format(Locale.ROOT, "turn with a window: %,d series, %,d edges", SERIES, CALLERS * CALLEES);
    private static final String KEPT = String.format(Locale.ROOT, "kept windows of %,d series", SERIES);
    private static final String ENDED = String.format(Locale.ROOT, "%,d series with a breach end at once", BREACHES);
    private static final String LEFT = String.format(Locale.ROOT, "left of %,d one-off peers after two hours", PEERS);
    private static final String HELD =
            "the cap's number of series, eight days each, " + HELD_WINDOWS + " windows in this heap";

    /// A signal that no dictionary knows: what a turn costs does not depend on names.
    private static final String LEVEL = "bench.level";

    /// The commit that brought this benchmark, before anything was mended.
    private static final String OLD_COMMIT = "9cfe86d";

    /// What this benchmark printed there, on two shared cores with `-Xmx1g`: figures to compare with, not measured
    /// again.
    private static final Map<String, String> OLD = Map.of(
            IDLE, "141.98 ms, 94.49 MB allocated",
            BUSY, "21.5 us a series, 121.34 MB allocated",
            ENDED, "17371.36 ms",
            LEFT, "1,394 bytes a peer",
            HELD, "50,000 series: OutOfMemoryError 3 days before the fill was complete");

    private final TurnBenchSite.Source source;

    /// @param what is measured
    /// @param before what it was at [#OLD_COMMIT]
    /// @param now what it is
    public record Figure(String what, String before, String now) {}

    /// @param source makes the Nightshifts that are measured
    public TurnBench(TurnBenchSite.Source source) {
        this.source = source;
    }

    /// All figures, in the order in which they are printed.
    public List<Figure> run() {
        Map<String, String> figures = new LinkedHashMap<>();
        turns(figures);
        figures.put(ENDED, millis(endOfBreaches()));
        figures.put(LEFT, leftOfPeers());
        figures.put(HELD, held());
        return figures.entrySet().stream()
                .map(figure -> new Figure(
                        figure.getKey(), OLD.getOrDefault(figure.getKey(), "not measured"), figure.getValue()))
                .toList();
    }

    /// Where the old figures come from.
    public static String origin() {
        return "before: printed by this command at commit " + OLD_COMMIT
                + " on two shared cores; check it out to measure it again";
    }

    private void turns(Map<String, String> figures) {
        try (TurnBenchSite site = source.open(SERIES)) {
            BenchFleet fleet = new BenchFleet(SERIES / BenchFleet.SERIES);
            Instant now = BEGIN;
            for (int round = 1; round <= ROUNDS; round++) {
                now = now.plus(WINDOW);
                site.observer().points(fleet.export(now, round), now);
                if (round == 2) {
                    site.observer().spans(BenchFleet.calls(now, CALLERS, CALLEES, 0), now);
                }
                site.nightshift().step(now.plusSeconds(6));
            }
            Duration journalled = journalled(site);
            List<Cost> idle = new ArrayList<>();
            List<Cost> busy = new ArrayList<>();
            for (int round = ROUNDS + 1; round <= ROUNDS + MEASURED; round++) {
                now = now.plus(WINDOW);
                site.observer().points(fleet.export(now, round), now);
                Instant closing = now.plusSeconds(6);
                busy.add(Cost.of(() -> site.nightshift().step(closing)));
                for (int second = 7; second < 10; second++) {
                    Instant between = now.plusSeconds(second);
                    idle.add(Cost.of(() -> site.nightshift().step(between)));
                }
            }
            Cost still = Cost.median(idle);
            Cost window = Cost.median(busy);
            figures.put(IDLE, millis(still.nanos()) + ", " + megabytes(still.bytes()));
            figures.put(
                    BUSY,
                    String.format(
                            Locale.ROOT,
                            "%.1f us a series, of them %.1f of the processor, %s",
                            window.nanos() / 1e3 / SERIES,
                            window.processor() / 1e3 / SERIES,
                            megabytes(window.bytes())));
            figures.put(KEPT, kept(site, journalled(site).minus(journalled).dividedBy(MEASURED), now));
        }
    }

    private static Duration journalled(TurnBenchSite site) {
        return site.nightshift().times().of(TurnTimes.Stage.JOURNAL).total();
    }

    /// What a window takes on disk and of its turn, and what a start takes that is handed them all.
    private String kept(TurnBenchSite site, Duration writing, Instant now) {
        Journal journal = site.nightshift().journal();
        int windows = journal.windows().kept(BEGIN.minus(WINDOW), now).size();
        Analyst fresh = source.another(site);
        Observer observer = new Observer(ObserveConfig.defaults(), SignalDictionary.shipped());
        Cost start =
                Cost.of(() -> Recall.into(observer, fresh, journal, List.of(), RecallConfig.DEFAULT, now.plus(WINDOW)));
        double rows = (double) windows * SERIES;
        return String.format(
                Locale.ROOT,
                "%.1f bytes a series and window, %.1f ms of a turn; a start takes in %d of them in %.1f s, %.1f us a row,"
                        + " of them %.1f of the processor",
                journal.windows().bytes() / rows,
                writing.toNanos() / 1e6,
                windows,
                start.nanos() / 1e9,
                start.nanos() / 1e3 / rows,
                start.processor() / 1e3 / rows);
    }

    private long endOfBreaches() {
        try (TurnBenchSite site = source.open(BREACHES)) {
            SeriesDirectory directory = services(BREACHES);
            List<Watch> watches = List.of(
                    new Watch(new Watch.Named(LEVEL), 0.9, Double.NaN, new TreeSet<>(List.of(Duration.ofMinutes(10)))));
            int[] numbers = IntStream.range(0, BREACHES).toArray();
            Instant now = BEGIN;
            for (int i = 0; i < 3; i++) {
                now = now.plus(WINDOW);
                Window window = window(now, numbers, 0.95);
                site.analyst().assess(snapshot(now, directory, List.of(window), List.of()), List.of(), watches);
            }
            Snapshot over = snapshot(
                    now.plusSeconds(1),
                    directory,
                    List.of(),
                    Arrays.stream(numbers).boxed().toList());
            return Cost.of(() -> site.analyst().assess(over, List.of(), watches))
                    .nanos();
        }
    }

    /// Each peer is called once; then two hours go by, in which only the caller sends.
    private String leftOfPeers() {
        try (TurnBenchSite site = source.open(SERIES)) {
            BenchFleet fleet = new BenchFleet(1);
            Observer observer = site.observer();
            long before = used();
            Instant now = BEGIN;
            int parts = 4;
            for (int part = 0; part < parts; part++) {
                now = now.plus(WINDOW);
                observer.spans(BenchFleet.calls(now, 1, PEERS / parts, part * (PEERS / parts)), now);
                observer.snapshot(now);
            }
            for (int i = 1; i <= 720; i++) {
                now = now.plus(WINDOW);
                observer.points(fleet.export(now, i), now);
                site.nightshift().step(now.plusSeconds(6));
            }
            return String.format(Locale.ROOT, "%,d bytes a peer", Math.max(0, used() - before) / PEERS);
        }
    }

    /// As many series as the limits let in, with histories as long as they get: the days before are
    /// told to the analyst around this time of day, then windows come in as always.
    private String held() {
        int round = 0;
        try (TurnBenchSite site = source.openDefault()) {
            int series = site.watched();
            BenchFleet fleet = new BenchFleet(series / BenchFleet.SERIES);
            Instant now = BEGIN;
            for (round = 1; round <= 2; round++) {
                now = now.plus(WINDOW);
                site.observer().points(fleet.export(now, round), now);
            }
            Snapshot first = site.observer().snapshot(now.plusSeconds(6));
            if (first.windows().isEmpty()) {
                throw new IllegalStateException("the benchmark's first windows did not close");
            }
            round = -DAYS;
            for (; round < 0; round++) {
                past(site.analyst(), first, now.plus(Duration.ofDays(round)));
            }
            long took = 0;
            long processor = 0;
            for (; round < HELD_WINDOWS; round++) {
                now = now.plus(WINDOW);
                site.observer().points(fleet.export(now, round + 3), now);
                Instant closing = now.plusSeconds(6);
                Cost cost = Cost.of(() -> site.nightshift().step(closing));
                took += cost.nanos();
                processor += cost.processor();
            }
            return String.format(
                    Locale.ROOT,
                    "%,d series held in a heap of %,d MB, %,d MB of it used; a turn %.1f us a series, of them %.1f of the"
                            + " processor",
                    series,
                    Runtime.getRuntime().maxMemory() >> 20,
                    used() >> 20,
                    took / 1e3 / HELD_WINDOWS / series,
                    processor / 1e3 / HELD_WINDOWS / series);
        } catch (OutOfMemoryError full) {
            return "OutOfMemoryError "
                    + (round < 0 ? -round + " days before the end of the fill" : "in window " + round);
        }
    }

    /// Forty minutes in windows of five around a time of day.
    private static void past(Analyst analyst, Snapshot first, Instant around) {
        Window newest = first.windows().getLast();
        int[] numbers = IntStream.range(0, newest.rows()).map(newest::series).toArray();
        for (int i = -4; i <= 4; i++) {
            Instant end = around.plus(Duration.ofMinutes(5L * i));
            Window window = window(end, numbers, 0.4 + 0.01 * i);
            analyst.assess(snapshot(end, first.directory(), List.of(window), List.of()), List.of(), List.of());
        }
    }

    private static Snapshot snapshot(
            Instant now, SeriesDirectory directory, List<Window> windows, List<Integer> ended) {
        return new Snapshot(now, directory, windows, ended, List.of(), List.of(), Inventory.NOTHING);
    }

    private static Window window(Instant end, int[] numbers, double level) {
        double[] values = new double[numbers.length];
        long[] counts = new long[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            values[i] = level + (i * 37 % 100) / 10_000.0;
            counts[i] = 1;
        }
        return new Window(end.minus(WINDOW), WINDOW, numbers, values, counts);
    }

    private SeriesDirectory services(int number) {
        Signal cpu = source.shared().dictionary().signal(LEVEL);
        List<SeriesKey> keys = IntStream.range(0, number)
                .mapToObj(i -> new SeriesKey(EntityId.service("bench", "service-" + i), cpu))
                .toList();
        return SeriesDirectory.over(keys);
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.2f ms", nanos / 1e6);
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.2f MB allocated", bytes / 1e6);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
