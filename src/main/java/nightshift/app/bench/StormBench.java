package nightshift.app.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import nightshift.fact.Assessment;
import nightshift.fact.Dependency;
import nightshift.fact.Incident;
import nightshift.fact.Snapshot;
import nightshift.fact.inventory.Inventory;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.SeriesDirectory;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.Signal;
import nightshift.fact.telemetry.SignalFamily;
import nightshift.fact.telemetry.SignalRole;
import nightshift.fact.telemetry.Window;
import nightshift.observe.naming.SignalDictionary;
import nightshift.understand.Analyst;
import nightshift.understand.UnderstandConfig;
import nightshift.understand.detect.forecast.StatisticalForecaster;
import nightshift.understand.diagnose.GraphRanking;

/// What a storm costs the understanding stage: services in eight layers, each of which calls three of the next; then
/// all of them take twenty times as long to answer, half of them one window after the others.
public final class StormBench {
    private static final Instant BEGIN = Instant.parse("2026-03-04T12:00:00Z");
    private static final Duration STEP = Duration.ofSeconds(10);
    private static final int LAYERS = 8;
    private static final int CALLEES = 3;
    private static final long SEED = 42;

    /// Until a series' own past tells how sure one can be, and some more.
    private static final int QUIET = 120;

    private static final int AFTER = 4;
    private static final double SLOWER = 20;
    private static final int REQUESTS = 400;

    private final List<SeriesKey> keys = new ArrayList<>();
    private final List<Double> usual = new ArrayList<>();
    private final List<Dependency> calls = new ArrayList<>();
    private final Random random = new Random(SEED);
    private final Signal callLatency = signal(SignalRole.CALL_LATENCY, SignalFamily.CALLS);
    private final Signal callRate = signal(SignalRole.CALL_RATE, SignalFamily.CALLS);
    private final int services;
    private final Analyst analyst;
    private Instant now = BEGIN;

    /// @param services of the house
    /// @param series of them
    /// @param quietMillis of a turn with a window before the storm, the median of the last ten
    /// @param openingMillis of the turn that opens the first incident
    /// @param openingProcessorMillis likewise, on a processor
    /// @param worstMillis of the turns after it
    /// @param incidents how many the storm opened
    /// @param symptomatic services that they show
    public record Figure(
            int services,
            int series,
            double quietMillis,
            double openingMillis,
            double openingProcessorMillis,
            double worstMillis,
            int incidents,
            int symptomatic) {
        /// In one line.
        public String text() {
            return String.format(
                    Locale.ROOT,
                    "storm over %,d services (%,d series): opening turn %.0f ms, %.0f ms of the processor, worst turn after"
                            + " it %.0f ms, quiet turn %.0f ms (%d incidents show %d services)",
                    services,
                    series,
                    openingMillis,
                    openingProcessorMillis,
                    worstMillis,
                    quietMillis,
                    incidents,
                    symptomatic);
        }

        /// How many times the other's this one's opening turn takes on a processor.
        public double timesAsLongAs(Figure other) {
            return openingProcessorMillis / other.openingProcessorMillis;
        }
    }

    private StormBench(int services) {
        this.services = services;
        int width = Math.max(1, services / LAYERS);
        Signal latency = signal(SignalRole.REQUEST_LATENCY, SignalFamily.HTTP_SERVER);
        Signal errors = signal(SignalRole.REQUEST_ERRORS, SignalFamily.HTTP_SERVER);
        Signal rate = signal(SignalRole.REQUEST_RATE, SignalFamily.HTTP_SERVER);
        for (int number = 0; number < services; number++) {
            EntityId service = service(number);
            add(service, latency, 0.05);
            add(service, errors, 0.001);
            add(service, rate, 40);
            int next = (number / width + 1) * width;
            Set<Integer> callees = new TreeSet<>();
            for (int call = 0; call < CALLEES && next + width <= services; call++) {
                callees.add(next + random.nextInt(width));
            }
            callees.forEach(callee -> call(service, service(callee)));
        }
        analyst = new Analyst(
                UnderstandConfig.defaults().watching(keys.size()),
                StatisticalForecaster.chosen(),
                StatisticalForecaster.chosen(),
                new GraphRanking(),
                List.of());
    }

    /// @param services at least as many as there are layers
    public static Figure run(int services) {
        return new StormBench(services).measure();
    }

    private Figure measure() {
        List<Cost> quiet = new ArrayList<>();
        for (int window = 0; window < QUIET; window++) {
            quiet.add(window(0).cost());
        }
        Played opening = opening();
        Assessment last = opening.belief();
        List<Cost> after = new ArrayList<>();
        for (int window = 0; window < AFTER; window++) {
            Played played = window(QUIET);
            last = played.belief();
            after.add(played.cost());
        }
        return figure(Cost.median(quiet.subList(QUIET - 10, QUIET)), opening.cost(), after, last);
    }

    private Played opening() {
        for (int window = 1; window <= QUIET; window++) {
            Played played = window(window);
            if (!played.belief().incidents().isEmpty()) {
                return played;
            }
        }
        throw new IllegalStateException("the benchmark's storm opened no incident");
    }

    private Figure figure(Cost quiet, Cost opening, List<Cost> after, Assessment last) {
        long symptomatic = last.anomalies().stream()
                .map(anomaly -> anomaly.service())
                .distinct()
                .count();
        return new Figure(
                services,
                keys.size(),
                quiet.nanos() / 1e6,
                opening.nanos() / 1e6,
                opening.processor() / 1e6,
                after.stream()
                                .max(Comparator.comparingLong(Cost::nanos))
                                .orElse(opening)
                                .nanos()
                        / 1e6,
                (int) last.incidents().stream().filter(Incident::open).count(),
                (int) symptomatic);
    }

    private record Played(Assessment belief, Cost cost) {}

    /// @param storm which window of it, from 1 on; 0 while all is quiet
    private Played window(int storm) {
        Instant start = now;
        now = now.plus(STEP);
        int[] numbers = new int[keys.size()];
        double[] values = new double[numbers.length];
        long[] counts = new long[numbers.length];
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = row;
            values[row] = usual.get(row) * (1 + 0.03 * random.nextGaussian()) * times(keys.get(row), storm);
            counts[row] = REQUESTS;
        }
        Snapshot seen = new Snapshot(
                now,
                SeriesDirectory.over(keys),
                List.of(new Window(start, STEP, numbers, values, counts)),
                List.of(),
                List.of(),
                calls,
                Inventory.NOTHING);
        List<Assessment> told = new ArrayList<>();
        Cost cost = Cost.of(() -> told.add(analyst.assess(seen, List.of(), List.of())));
        return new Played(told.getFirst(), cost);
    }

    private static double times(SeriesKey key, int storm) {
        boolean first = Math.floorMod(key.entity().callee().name().hashCode(), 2) == 0;
        boolean slow = key.signal().role() == SignalRole.REQUEST_LATENCY
                || key.signal().role() == SignalRole.CALL_LATENCY;
        return slow && storm > (first ? 0 : 1) ? SLOWER : 1;
    }

    private void call(EntityId caller, EntityId callee) {
        EntityId edge = EntityId.edge(caller, callee);
        add(edge, callLatency, 0.015);
        add(edge, callRate, 40);
        calls.add(new Dependency(caller, callee, 40, 0, 0.015, BEGIN));
    }

    private void add(EntityId entity, Signal signal, double value) {
        keys.add(new SeriesKey(entity, signal));
        usual.add(value);
    }

    private static Signal signal(SignalRole role, SignalFamily family) {
        SignalDictionary dictionary = SignalDictionary.shipped();
        return dictionary.names().stream()
                .map(dictionary::signal)
                .filter(signal -> signal.role() == role && signal.family() == family)
                .findFirst()
                .orElseThrow();
    }

    private static EntityId service(int number) {
        return EntityId.service("bench", "service-" + number);
    }
}
