package nightshift.understand.version;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nightshift.fact.Anomaly;
import nightshift.fact.Change;
import nightshift.fact.ChangeKind;
import nightshift.fact.Regression;
import nightshift.fact.inventory.Inventory;
import nightshift.fact.inventory.Release;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.fact.telemetry.Readings;
import nightshift.fact.telemetry.SeriesDirectory;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.Signal;
import nightshift.fact.telemetry.SignalRole;
import nightshift.fact.telemetry.Window;
import nightshift.understand.symptom.CalleeContribution;
import nightshift.understand.version.VersionRows.Row;
import org.jspecify.annotations.Nullable;

/// Compares the new version of a changed service with the old one, by every signal that judges a
/// service, whatever measures it: with what the old one did before the change, and with what it does
/// beside the new one in the same minutes as long as it still runs, which is what keeps an innocent
/// deployment from being blamed for its noisy neighbour. Load, instances and onset are held against it.
/// Only the changed service is ever blamed, only for what begins with its new version, and not for what
/// its callees pass on. Nightshift's own changes are judged by verification.
public final class RegressionTracker {
    public static final String VERSION = "service.version";

    /// As long as a version of any sender is compared at most.
    private static final Duration WATCHED_INSTANCES = Duration.ofMinutes(45);

    record Subject(EntityId service, Signal signal, VersionSignal compared) {}

    private final RegressionConfig config;
    private final Map<Subject, Map<String, VersionRows>> versions = new HashMap<>();
    private final UntoldVersions untold = new UntoldVersions();
    private final Map<Subject, VersionRows> handedOn = new HashMap<>();
    private final InstanceRows instances = new InstanceRows();
    private List<Regression> told = List.of();
    private @Nullable List<Change> toldOf;

    public RegressionTracker(RegressionConfig config) {
        this.config = config;
    }

    public void take(Window window, SeriesDirectory directory) {
        toldOf = null;
        for (int row = 0; row < window.rows(); row++) {
            SeriesKey key = directory.key(window.series(row));
            Optional<VersionSignal> compared = VersionSignal.of(key.signal().role());
            if (compared.isPresent()) {
                Row measured = new Row(window.end(), window.value(row), window.count(row));
                instances.take(key, measured, window.step(row));
                if (key.entity().kind() == EntityKind.SERVICE) {
                    Subject subject = new Subject(key.entity(), key.signal(), compared.get());
                    take(subject, key.attributes(), measured, window.step(row));
                }
            }
        }
        versions.values().removeIf(rows -> {
            rows.values().removeIf(version -> forgotten(version, window.end()));
            return rows.isEmpty();
        });
        untold.forget(rows -> forgotten(rows, window.end()));
        handedOn.keySet()
                .removeIf(subject ->
                        !versions.containsKey(subject) && !untold.subjects().contains(subject));
    }

    private void take(Subject subject, Map<String, String> attributes, Row measured, Duration step) {
        String version = attributes.get(VERSION);
        if (version != null) {
            versions.computeIfAbsent(subject, fresh -> new LinkedHashMap<>())
                    .computeIfAbsent(version, fresh -> new VersionRows())
                    .add(measured, step);
            untold.told(subject);
        } else if (attributes.isEmpty() && !versions.containsKey(subject)) {
            untold.take(subject, measured, step);
        }
    }

    private boolean forgotten(VersionRows version, Instant now) {
        Duration kept =
                config.before().lasting(version.step()).plus(config.watched().lasting(version.step()));
        return version.newest().plus(kept).isBefore(now);
    }

    /// What else there is to hold against a comparison.
    ///
    /// @param callees how much of a service's trouble its callees explain
    /// @param inventory which instances run which version
    /// @param anomalies of instances too, with when they began
    /// @param readings where everything stands now
    /// @param silent services that stopped reporting, with the end of the last window in which each did
    public record Circumstances(
            CalleeContribution callees,
            Inventory inventory,
            List<Anomaly> anomalies,
            Readings readings,
            Map<EntityId, Instant> silent) {
        /// Instances that run a version, as their senders call them.
        Set<String> running(EntityId service, String version) {
            return inventory.of(service).stream()
                    .flatMap(workload -> workload.replicas().stream())
                    .filter(replica -> replica.version().says(version))
                    .map(replica -> replica.id().part())
                    .collect(Collectors.toSet());
        }

        InstanceRows.Fleet fleet(EntityId service, Set<String> instances, SignalRole role, Instant changed) {
            Set<String> badBefore = anomalies.stream()
                    .filter(anomaly -> anomaly.meaning().role() == role
                            && anomaly.entity().service().equals(service)
                            && anomaly.since().isBefore(changed))
                    .map(anomaly -> anomaly.entity().part())
                    .collect(Collectors.toSet());
            return new InstanceRows.Fleet(service, instances, badBefore);
        }
    }

    /// The regressions that hold now; the same list until a window closes or other changes are told.
    ///
    /// @param changes of the last hours
    @SuppressWarnings("ReferenceEquality") // the same object says that nothing changed, without a look at its entries
    public List<Regression> current(List<Change> changes, Circumstances circumstances) {
        Instant newest = circumstances.readings().newest();
        if (changes != toldOf) {
            told = List.copyOf(holding(changes, newest, circumstances));
            Set<EntityId> changed = changes.stream()
                    .filter(RegressionTracker::suspicious)
                    .filter(change -> change.at().plus(WATCHED_INSTANCES).isAfter(newest))
                    .map(Change::service)
                    .collect(Collectors.toSet());
            instances.watch(changed, circumstances.readings());
            toldOf = changes;
        }
        return told;
    }

    private List<Regression> holding(List<Change> changes, Instant newest, Circumstances circumstances) {
        List<Regression> regressions = new ArrayList<>();
        for (Change change : changes) {
            if (suspicious(change) && !TakenBack.is(change, changes) && !sameAgain(change, circumstances.inventory())) {
                for (Subject subject : subjects(change.service())) {
                    VersionRows added = handedOn(subject, newest, circumstances.callees());
                    regression(change, subject, newest, circumstances)
                            .filter(found -> !passedOn(subject, found, added, newest))
                            .ifPresent(regressions::add);
                }
                if (change.at().plus(WATCHED_INSTANCES).isAfter(newest)
                        && regressions.stream()
                                .noneMatch(found -> found.change().equals(change.id()))) {
                    neverServing(change, circumstances).ifPresent(regressions::add);
                }
            }
        }
        return regressions;
    }

    private Optional<Regression> neverServing(Change change, Circumstances circumstances) {
        NeverServing version = new NeverServing(change, circumstances);
        return version.unready()
                .or(version::unheard)
                .or(() -> version.unasked(subjects(change.service()).stream()
                        .filter(subject -> subject.compared() == VersionSignal.ERRORS)
                        .flatMap(subject -> answers(change, versions.getOrDefault(subject, Map.of())).stream())
                        .toList()))
                .or(version::unanswered);
    }

    private Optional<NeverServing.Answers> answers(Change change, Map<String, VersionRows> rows) {
        String fresh = newVersion(change, rows);
        return Optional.ofNullable(rows.get(previousVersion(change, fresh, rows)))
                .map(old -> new NeverServing.Answers(
                        old,
                        old.between(change.at().minus(config.before().lasting(old.step())), change.at()),
                        began(change, rows).isEmpty()));
    }

    /// What its callees add to any answer, window by window, up to this one.
    private VersionRows handedOn(Subject subject, Instant newest, CalleeContribution callees) {
        VersionRows added = handedOn.computeIfAbsent(subject, fresh -> new VersionRows());
        if (added.newest().isBefore(newest)) {
            double now =
                    callees.passedOnAtMost(subject.service(), subject.compared().role());
            added.add(new Row(newest, now, 1), Duration.ZERO);
        }
        return added;
    }

    /// Whether most of the difference is what its callees add to any answer, now or on average of the
    /// minutes that are compared, since what fails now and then may be well at this moment: measured
    /// against the difference itself, since a version that answers few requests hardly shows in the
    /// service's total.
    private boolean passedOn(Subject subject, Regression found, VersionRows added, Instant newest) {
        Duration step = versions.getOrDefault(subject, Map.of()).values().stream()
                .map(VersionRows::step)
                .max(Comparator.naturalOrder())
                .orElseGet(() -> untold.step(subject));
        List<Row> recent = added.between(newest.minus(config.recent().lasting(step)), newest);
        double most = recent.isEmpty() ? 0 : Math.max(recent.getLast().value(), VersionRows.mean(recent));
        return most >= 0.5 * Math.abs(found.after() - found.before());
    }

    /// By what its versions are compared; by what all of it does where no answers are told apart by
    /// version. A platform tells the readiness of each, whatever the processes say.
    private List<Subject> subjects(EntityId service) {
        List<Subject> told = subjects(service, versions.keySet());
        boolean answers = told.stream().anyMatch(subject -> subject.compared() != VersionSignal.READINESS);
        return answers
                ? told
                : Stream.concat(told.stream(), subjects(service, untold.subjects()).stream())
                        .toList();
    }

    private static List<Subject> subjects(EntityId service, Set<Subject> among) {
        return among.stream()
                .filter(subject -> subject.service().equals(service))
                .sorted(Comparator.comparing(Subject::compared)
                        .thenComparing(subject -> subject.signal().name()))
                .toList();
    }

    private static boolean suspicious(Change change) {
        boolean versioned = change.kind() == ChangeKind.DEPLOYMENT || change.kind() == ChangeKind.CONFIGURATION;
        return versioned
                && !change.version().isEmpty()
                && !change.version().equals(change.previousVersion())
                && !change.byNightshift();
    }

    /// Whether what began with a change turned out to be the version that ran before: its pods were
    /// begun anew, and were seen before their program said what it is.
    private static boolean sameAgain(Change change, Inventory inventory) {
        return !change.previousVersion().isEmpty()
                && inventory.of(change.service()).stream()
                        .flatMap(workload -> workload.releases().stream())
                        .map(Release::version)
                        .anyMatch(version -> version.says(change.version()) && version.says(change.previousVersion()));
    }

    private Optional<Regression> regression(
            Change change, Subject subject, Instant newest, Circumstances circumstances) {
        return succession(change, subject, circumstances)
                .filter(both -> change.at()
                        .plus(config.watched().lasting(both.fresh().step()))
                        .isAfter(newest))
                .flatMap(both -> regression(change, subject, both, newest, circumstances));
    }

    private Optional<Succession> succession(Change change, Subject subject, Circumstances circumstances) {
        Map<String, VersionRows> rows = versions.getOrDefault(subject, Map.of());
        if (rows.isEmpty()) {
            return untold.succession(change, subject, instances);
        }
        String version = newVersion(change, rows);
        VersionRows fresh = rows.get(version);
        String previous = previousVersion(change, version, rows);
        VersionRows old = rows.get(previous);
        return fresh == null || old == null
                ? Optional.empty()
                : Optional.of(new Succession(
                        previous, old, old, fresh, circumstances.running(change.service(), version), true));
    }

    private Optional<Regression> regression(
            Change change, Subject subject, Succession both, Instant newest, Circumstances circumstances) {
        VersionSignal signal = subject.compared();
        List<Row> sinceChange = both.fresh().between(change.at(), newest);
        if (sinceChange.isEmpty()) {
            return Optional.empty();
        }
        Instant warm = warm(sinceChange.getFirst().end(), signal, both.fresh().step());
        VersionComparison comparison = compare(change, signal, both, warm, newest);
        return comparison
                .chanceOfWorse()
                .filter(chance -> chance <= config.chance())
                .filter(chance -> instances.bearOut(
                        comparison,
                        subject.signal(),
                        circumstances.fleet(change.service(), both.instances(), signal.role(), change.at()),
                        warm))
                .flatMap(chance -> onset(comparison, sinceChange, warm)
                        .map(since -> new Regression(
                                change.service(),
                                change.id(),
                                change.version(),
                                change.previousVersion().isEmpty() ? both.previous() : change.previousVersion(),
                                subject.signal().name(),
                                subject.signal().meaning(),
                                comparison.was(),
                                comparison.is(),
                                Math.min(1 - chance, both.believedAtMost(change.at())),
                                since)));
    }

    private VersionComparison compare(
            Change change, VersionSignal signal, Succession both, Instant warm, Instant newest) {
        Instant recent = newest.minus(config.recent().lasting(both.fresh().step()));
        Instant from = warm.isAfter(recent) ? warm : recent;
        return new VersionComparison(
                signal,
                both.before()
                        .between(
                                change.at()
                                        .minus(config.before()
                                                .lasting(both.before().step())),
                                change.at()),
                both.beside().between(from, newest),
                both.fresh().between(from, newest));
    }

    /// When the new version was first worse, once warm; empty when it had done well before, which exonerates
    /// the change: what begins later has another cause.
    private static Optional<Instant> onset(VersionComparison comparison, List<Row> sinceChange, Instant warm) {
        List<Row> well = new ArrayList<>();
        for (Row row : sinceChange) {
            if (!comparison.worse(row)) {
                well.add(row);
            } else if (row.end().isAfter(warm)) {
                return comparison.exoneratedBy(well) ? Optional.empty() : Optional.of(row.end());
            }
        }
        return Optional.empty();
    }

    /// Errors count from the first request; slow and unready is what every version is while it starts.
    private Instant warm(Instant first, VersionSignal signal, Duration step) {
        return switch (signal) {
            case ERRORS -> first.minusMillis(1);
            case READINESS, LATENCY -> first.plus(config.startup().lasting(step));
        };
    }

    /// What its sender calls the version that the change says: the same, or else the only one that
    /// began with the change; whoever rolls out may name an image or a pod template where the program
    /// names itself. Empty if there is none.
    private static String newVersion(Change change, Map<String, VersionRows> rows) {
        if (rows.containsKey(change.version())) {
            return change.version();
        }
        List<String> began = began(change, rows);
        return began.size() == 1 ? began.getFirst() : "";
    }

    private static List<String> began(Change change, Map<String, VersionRows> rows) {
        return rows.entrySet().stream()
                .filter(version ->
                        version.getValue().oldest().isAfter(change.at().minus(RegressionConfig.EARLY)))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// What the change says where its sender calls it so, or else the version that answered most before it.
    private String previousVersion(Change change, String fresh, Map<String, VersionRows> rows) {
        if (rows.containsKey(change.previousVersion())) {
            return change.previousVersion();
        }
        String most = "";
        long requests = 0;
        for (Map.Entry<String, VersionRows> version : rows.entrySet()) {
            VersionRows told = version.getValue();
            Instant from = change.at().minus(config.before().lasting(told.step()));
            long count = VersionRows.count(told.between(from, change.at()));
            if (!version.getKey().equals(fresh) && count > requests) {
                most = version.getKey();
                requests = count;
            }
        }
        return most;
    }
}
