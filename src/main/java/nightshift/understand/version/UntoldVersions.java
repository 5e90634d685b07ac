package nightshift.understand.version;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import nightshift.fact.Change;
import nightshift.understand.version.RegressionTracker.Subject;
import nightshift.understand.version.VersionRows.Row;

/// What services do of which nobody says which version they are: `service.version` is only recommended
/// for a resource, and no SDK sets it by itself. Before a change all of it is the old version's; since
/// then, who began with the change runs what came with it, and who was there already runs what ran
/// before.
///
/// Readiness is not among it: of instances that begin it is told by [NeverServing].
final class UntoldVersions {
    private final Map<Subject, VersionRows> wholes = new HashMap<>();

    /// Takes in a window of all of a service.
    void take(Subject subject, Row row, Duration step) {
        if (subject.compared() != VersionSignal.READINESS) {
            wholes.computeIfAbsent(subject, fresh -> new VersionRows()).add(row, step);
        }
    }

    /// Its versions are told.
    void told(Subject subject) {
        wholes.remove(subject);
    }

    void forget(Predicate<VersionRows> old) {
        wholes.values().removeIf(old);
    }

    Set<Subject> subjects() {
        return wholes.keySet();
    }

    Duration step(Subject subject) {
        VersionRows whole = wholes.get(subject);
        return whole == null ? Duration.ZERO : whole.step();
    }

    /// What a change replaced by what; empty where nobody began with it, or nobody is told from others.
    Optional<Succession> succession(Change change, Subject subject, InstanceRows instances) {
        VersionRows whole = wholes.get(subject);
        Set<String> began = instances.began(change.service(), change.at().minus(RegressionConfig.EARLY));
        if (whole == null || began.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Succession(
                change.previousVersion(),
                whole,
                instances.together(subject.service(), subject.signal(), instance -> !began.contains(instance)),
                instances.together(subject.service(), subject.signal(), began::contains),
                began,
                false));
    }
}
