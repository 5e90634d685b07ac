package nightshift.understand;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import nightshift.KnownSignals;
import nightshift.fact.Assessment;
import nightshift.fact.Change;
import nightshift.fact.ChangeKind;
import nightshift.fact.Dependency;
import nightshift.fact.FailureKind;
import nightshift.fact.Incident;
import nightshift.fact.Snapshot;
import nightshift.fact.Watch;
import nightshift.fact.decision.Remedy;
import nightshift.fact.inventory.Deployed;
import nightshift.fact.inventory.Inventory;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.fact.telemetry.SeriesDirectory;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.Signal;
import nightshift.fact.telemetry.Window;
import nightshift.understand.detect.forecast.StatisticalForecaster;
import nightshift.understand.diagnose.GraphRanking;
import nightshift.understand.version.RegressionTracker;

/// A shop whose windows are made by hand, on a clock that moves ten seconds at a time, before a real analyst.
///
/// ```
/// gateway -> cart      -> orders-db
///         -> catalogue -> orders-db
/// ```
final class HandMadeShop {
    static final EntityId GATEWAY = EntityId.service("shop", "gateway");
    static final EntityId CART = EntityId.service("shop", "cart");
    static final EntityId CATALOGUE = EntityId.service("shop", "catalogue");
    static final EntityId DATABASE = EntityId.database("shop", "orders-db");

    static final Signal LATENCY = KnownSignals.signal("http.server.request.duration");
    static final Signal ERRORS = KnownSignals.signal("http.server.request.error.ratio");
    static final Signal RATE = KnownSignals.signal("http.server.request.rate");
    static final Signal CPU = KnownSignals.signal("process.cpu.utilization");
    static final Signal PROCESSOR = KnownSignals.signal("container.cpu.usage");
    static final Signal MEMORY = KnownSignals.signal("container.memory.working_set");
    static final Signal PENDING = KnownSignals.signal("db.client.connection.pending_requests");
    static final Signal QUERY = KnownSignals.signal("db.client.operation.duration");
    static final Signal READY = KnownSignals.signal("k8s.container.ready");
    static final Signal LOGS = KnownSignals.signal("log.record.rate");
    static final Signal CALL = KnownSignals.signal("traces.service.graph.request.duration");
    static final Signal CALL_ERRORS = KnownSignals.signal("traces.service.graph.request.error.ratio");
    static final Signal CALL_RATE = KnownSignals.signal("traces.service.graph.request.rate");
    static final Signal MESH_ERRORS = KnownSignals.signal("mesh.client.request.error.ratio");
    static final Signal CLIENT_ERRORS = KnownSignals.signal("rpc.client.call.error.ratio");
    static final Signal CLIENT_RATE = KnownSignals.signal("rpc.client.call.rate");
    static final Signal SPAN_RATE = KnownSignals.signal("traces.span.metrics.rate");

    private static final Duration STEP = Duration.ofSeconds(10);
    private static final int WARM_UP = 150;

    private record Wave(double value, double noise, long count) {}

    private final Random random = new Random(42);
    private final List<SeriesKey> directory = new ArrayList<>();
    private final Map<SeriesKey, Wave> waves = new LinkedHashMap<>();
    private final Set<EntityId> silent = new HashSet<>();
    private final List<Change> changes = new ArrayList<>();
    private final Map<String, Remedy> remedies = new LinkedHashMap<>();
    private final Map<String, Incident> told = new HashMap<>();
    private Inventory inventory = Inventory.NOTHING;
    private List<Watch> watches = List.of();
    private Analyst analyst = analyst(List.of());
    private Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private Assessment belief;

    private HandMadeShop() {
        for (EntityId service : List.of(GATEWAY, CART, CATALOGUE)) {
            set(service, LATENCY, 0.05);
            set(service, ERRORS, 0.001);
            set(service, RATE, 40);
            set(service, CPU, 0.4);
            set(service, READY, 1);
            setSplit(service, LOGS, "severity", "info", 20);
            setSplit(service, LOGS, "severity", "error", 0.05);
        }
        for (EntityId service : List.of(CART, CATALOGUE)) {
            set(service, PENDING, 0);
            set(service, QUERY, 0.01);
            edge(GATEWAY, service, 0.045);
            edge(service, DATABASE, 0.01);
        }
        belief = window();
    }

    /// A shop that has run quietly for long enough to be judged.
    static HandMadeShop warm() {
        return warm(WARM_UP);
    }

    /// A shop that has run quietly for so many windows.
    static HandMadeShop warm(int windows) {
        HandMadeShop shop = new HandMadeShop();
        shop.windows(windows);
        return shop;
    }

    private static Analyst analyst(List<Incident> restored) {
        return new Analyst(
                UnderstandConfig.defaults(),
                StatisticalForecaster.chosen(),
                StatisticalForecaster.chosen(),
                new GraphRanking(),
                restored);
    }

    Instant now() {
        return now;
    }

    Assessment belief() {
        return belief;
    }

    void set(EntityId entity, Signal signal, double value) {
        put(new SeriesKey(entity, signal), value);
    }

    /// The same in each window to the last digit.
    void setExactly(EntityId entity, Signal signal, double value) {
        SeriesKey key = new SeriesKey(entity, signal);
        put(key, value);
        waves.put(key, new Wave(value, 0, 400));
    }

    void setSplit(EntityId entity, Signal signal, String attribute, String part, double value) {
        put(new SeriesKey(entity, signal, Map.of(attribute, part)), value);
    }

    void setVersion(EntityId service, Signal signal, String version, double value) {
        setSplit(service, signal, RegressionTracker.VERSION, version, value);
    }

    void setVersionCounted(EntityId service, Signal signal, String version, double value, long count) {
        SeriesKey key = new SeriesKey(service, signal, Map.of(RegressionTracker.VERSION, version));
        put(key, value);
        waves.put(key, new Wave(value, 0, count));
    }

    /// Nobody tells this of it any more.
    void drop(EntityId service, Signal signal) {
        waves.remove(new SeriesKey(service, signal));
    }

    void setCounted(EntityId service, Signal signal, double value, long count) {
        SeriesKey key = new SeriesKey(service, signal);
        put(key, value);
        waves.put(key, new Wave(value, 0, count));
    }

    void drop(EntityId service, Signal signal, String version) {
        waves.remove(new SeriesKey(service, signal, Map.of(RegressionTracker.VERSION, version)));
    }

    private void put(SeriesKey key, double value) {
        double noise = key.signal().name().endsWith("ratio") || value == 0 ? 0 : 0.03;
        waves.put(key, new Wave(value, noise, 400));
        if (!directory.contains(key)) {
            directory.add(key);
        }
    }

    /// The cart waits for connections that are all taken.
    void exhaustPool() {
        set(CART, PENDING, 9);
        set(CART, QUERY, 1.1);
        call(CART, DATABASE, CALL, 1.1);
        slow(CART, 1.2);
    }

    /// Both callers of the database wait for it.
    void slowDatabase() {
        for (EntityId service : List.of(CART, CATALOGUE)) {
            set(service, PENDING, 6);
            set(service, QUERY, 0.8);
            call(service, DATABASE, CALL, 0.8);
            slow(service, 0.85);
        }
    }

    /// A service and its caller become slow.
    void slow(EntityId service, double seconds) {
        set(service, LATENCY, seconds);
        call(GATEWAY, service, CALL, seconds);
        set(GATEWAY, LATENCY, seconds);
    }

    /// A service fails this share of its requests, and its caller with it.
    void failing(EntityId service, double share) {
        set(service, ERRORS, share);
        call(GATEWAY, service, CALL_ERRORS, share);
        set(GATEWAY, ERRORS, share);
    }

    /// The cart is as it was before [#exhaustPool].
    void recover() {
        set(CART, PENDING, 0);
        set(CART, QUERY, 0.01);
        call(CART, DATABASE, CALL, 0.01);
        set(CART, LATENCY, 0.05);
        call(GATEWAY, CART, CALL, 0.045);
        set(GATEWAY, LATENCY, 0.05);
    }

    private void edge(EntityId caller, EntityId callee, double seconds) {
        call(caller, callee, CALL, seconds);
        call(caller, callee, CALL_ERRORS, 0.001);
        call(caller, callee, CALL_RATE, 40);
    }

    /// Sets what a caller sees of its callee.
    void call(EntityId caller, EntityId callee, Signal signal, double value) {
        set(EntityId.edge(caller, callee), signal, value);
    }

    /// Nothing of the service arrives any more, nor what it sees of others.
    void silence(EntityId... services) {
        silent.addAll(Arrays.asList(services));
    }

    void speak(EntityId... services) {
        Arrays.asList(services).forEach(silent::remove);
    }

    /// Nobody tells of that any more.
    void ends(EntityId entity, Signal signal) {
        waves.remove(new SeriesKey(entity, signal));
    }

    Change deploy(EntityId service, String version, String previous) {
        Change change = new Change(
                service.name() + "-" + version,
                now,
                service,
                ChangeKind.DEPLOYMENT,
                version,
                previous,
                "jane",
                "deploy " + version);
        changes.add(change);
        return change;
    }

    /// Another number of replicas is wanted.
    void scale(EntityId service) {
        changes.add(new Change(
                service.name() + "-scaled-" + now, now, service, ChangeKind.SCALING, "", "", "", "3 to 5 replicas"));
    }

    /// Who runs what, from now on.
    void runs(Deployed... workloads) {
        inventory = new Inventory(List.of(workloads));
    }

    void tell(Remedy remedy) {
        remedies.put(remedy.id(), remedy);
    }

    void watch(Watch... asked) {
        watches = List.of(asked);
    }

    /// The process dies and comes back: all memory but the incidents and remedies in the journal is gone.
    void restart() {
        analyst = analyst(List.copyOf(told.values()));
    }

    Assessment windows(int count) {
        for (int i = 0; i < count; i++) {
            window();
        }
        return belief;
    }

    /// Ten seconds pass and a window closes.
    Assessment window() {
        Instant start = now;
        now = now.plus(STEP);
        List<SeriesKey> speaking = waves.keySet().stream()
                .filter(key ->
                        !silent.contains(key.entity().service()) || key.signal().equals(READY))
                .toList();
        int[] series = new int[speaking.size()];
        double[] values = new double[series.length];
        long[] counts = new long[series.length];
        for (int row = 0; row < series.length; row++) {
            Wave wave = waves.get(speaking.get(row));
            series[row] = directory.indexOf(speaking.get(row));
            values[row] = wave.value() * (1 + wave.noise() * random.nextGaussian());
            counts[row] = wave.count();
        }
        List<Window> closed = series.length == 0 ? List.of() : List.of(new Window(start, STEP, series, values, counts));
        return assess(closed);
    }

    /// A turn in which no window closed.
    Assessment turn() {
        return assess(List.of());
    }

    private Assessment assess(List<Window> windows) {
        Snapshot seen = new Snapshot(
                now,
                SeriesDirectory.over(directory),
                windows,
                List.of(),
                List.copyOf(changes),
                dependencies(),
                inventory);
        changes.clear();
        belief = analyst.assess(seen, List.copyOf(remedies.values()), watches);
        belief.incidents().forEach(incident -> told.put(incident.id(), incident));
        return belief;
    }

    /// Every incident that was ever told, as it was told last, in the order of opening.
    List<Incident> incidents() {
        return told.values().stream()
                .sorted(Comparator.comparing(Incident::openedAt))
                .toList();
    }

    /// Nothing was ever told but one incident, and who is named in it is this one.
    void blames(EntityId entity) {
        assertThat(incidents()).singleElement().extracting(Incident::entity).isEqualTo(entity);
    }

    /// The same, for this kind of failure.
    void blames(EntityId entity, FailureKind kind) {
        blames(entity);
        assertThat(incidents().getFirst().kind()).isEqualTo(kind);
    }

    private List<Dependency> dependencies() {
        List<Dependency> calls = new ArrayList<>();
        Set<EntityId> edges = new HashSet<>();
        for (SeriesKey key : waves.keySet()) {
            if (key.entity().kind() == EntityKind.EDGE && edges.add(key.entity())) {
                EntityId callee = key.entity().part().equals(DATABASE.name())
                        ? DATABASE
                        : EntityId.service("shop", key.entity().part());
                calls.add(new Dependency(key.entity().service(), callee, 40, 0, 0.01, now));
            }
        }
        return calls;
    }
}
