package nightshift.observe.otlp;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nightshift.fact.Change;
import nightshift.fact.Dependency;
import nightshift.fact.Snapshot;
import nightshift.fact.inventory.Inventory;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.Window;
import nightshift.observe.ObserveConfig;
import nightshift.observe.Observer;
import nightshift.observe.naming.SignalDictionary;
import nightshift.observe.otlp.request.Export;
import nightshift.observe.otlp.request.OtlpConfig;
import nightshift.observe.otlp.request.OtlpIntake;
import nightshift.observe.otlp.wire.RefusedException;

/// An observer behind the intake with a clock that the test moves, and everything that its snapshots showed.
final class Receiver {
    private final Observer observer;
    private final OtlpIntake intake;
    private final Map<Instant, Map<String, Double>> values = new HashMap<>();
    private final List<Window> windows = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private List<Dependency> dependencies = List.of();
    private Inventory inventory = Inventory.NOTHING;
    private Instant now = Requests.START;
    private Duration behind = Duration.ZERO;

    Receiver() {
        this(ObserveConfig.defaults());
    }

    Receiver(ObserveConfig config) {
        SignalDictionary dictionary = SignalDictionary.shipped();
        this.observer = new Observer(config, dictionary);
        this.intake = new OtlpIntake(OtlpConfig.defaults(), observer, () -> now, () -> behind);
    }

    Observer observer() {
        return observer;
    }

    OtlpIntake intake() {
        return intake;
    }

    /// Seconds after [Requests#START].
    static Instant at(double seconds) {
        return Requests.START.plusMillis((long) (seconds * 1000));
    }

    /// Sends at a time.
    ///
    /// @return the encoded answer
    byte[] send(double seconds, Export export, byte[] request) {
        now = at(seconds);
        try {
            return intake.accept(export, request);
        } catch (RefusedException e) {
            throw new AssertionError(e.sentence(), e);
        }
    }

    /// From now on the time of day, by which senders go, is so far behind.
    void behind(Duration setBack) {
        behind = setBack;
    }

    /// Looks at a time; what closed is kept.
    Receiver look(double seconds) {
        now = at(seconds);
        Snapshot seen = observer.snapshot(now);
        observer.taken(seen);
        for (Window window : seen.windows()) {
            windows.add(window);
            Map<String, Double> rows = values.computeIfAbsent(window.end(), end -> new HashMap<>());
            for (int row = 0; row < window.rows(); row++) {
                SeriesKey key = seen.directory().key(window.series(row));
                rows.put(key.text(), window.value(row));
            }
        }
        seen.ended().forEach(number -> ended.add(seen.directory().key(number).text()));
        changes.addAll(seen.changes());
        dependencies = seen.dependencies();
        inventory = seen.inventory();
        return this;
    }

    /// The rows of the window that ends so many seconds after the start: series text to value.
    Map<String, Double> window(double end) {
        return values.getOrDefault(at(end), Map.of());
    }

    List<Window> windows() {
        return windows;
    }

    List<String> ended() {
        return ended;
    }

    List<Change> changes() {
        return changes;
    }

    Inventory inventory() {
        return inventory;
    }

    List<Dependency> dependencies() {
        return dependencies;
    }

    static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
