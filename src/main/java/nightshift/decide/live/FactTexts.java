package nightshift.decide.live;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nightshift.fact.Anomaly;
import nightshift.fact.Breach;
import nightshift.fact.Cause;
import nightshift.fact.Change;
import nightshift.fact.Dependency;
import nightshift.fact.Fact;
import nightshift.fact.Incident;
import nightshift.fact.Outcome;
import nightshift.fact.Regression;
import nightshift.fact.Symptom;
import nightshift.fact.Turn;
import nightshift.fact.Verification;
import nightshift.fact.Workload;
import nightshift.fact.telemetry.EntityId;

/// Bounds the texts of the facts that rules look at: a rule that reads a text takes as long as it is,
/// for each fact. What people and targets wrote is cut. What names something is not, since two names
/// that begin alike would become the same thing, and a rule would act on it: a fact of such a name is
/// no fact for rules.
final class FactTexts {
    private final int most;

    /// @param most characters of a text
    FactTexts(int most) {
        this.most = most;
    }

    /// Whether it names all that it is about in so few characters.
    boolean named(Fact fact) {
        return switch (fact) {
            case Anomaly anomaly -> named(anomaly.entity()) && fits(anomaly.signal());
            case Breach breach -> named(breach.entity()) && fits(breach.signal());
            case Cause cause ->
                named(cause.entity()) && cause.path().stream().allMatch(this::named) && fits(cause.incident());
            case Change change -> named(change.entity()) && fits(change.id());
            case Dependency dependency -> named(dependency.caller()) && named(dependency.callee());
            case Incident incident ->
                named(incident.entity())
                        && fits(incident.id())
                        && incident.symptoms().stream().allMatch(this::named)
                        && incident.causes().stream().allMatch(this::named);
            case Outcome outcome -> named(outcome.target()) && fits(outcome.actionType());
            case Regression regression -> named(regression.entity()) && fits(regression.signal());
            case Workload workload ->
                named(workload.entity()) && workload.services().stream().allMatch(this::named);
            case Turn _ -> true;
        };
    }

    /// The same with its texts cut; itself when all of them fit.
    Fact cut(Fact fact) {
        return switch (fact) {
            case Anomaly anomaly -> cut(anomaly);
            case Cause cause -> cut(cause);
            case Change change -> cut(change);
            case Incident incident -> cut(incident);
            case Outcome outcome -> cut(outcome);
            case Regression regression -> cut(regression);
            case Workload workload -> cut(workload);
            case Breach _, Dependency _, Turn _ -> fact;
        };
    }

    private Anomaly cut(Anomaly it) {
        if (it.attributes().isEmpty()
                || it.attributes().entrySet().stream().allMatch(each -> fit(each.getKey(), each.getValue()))) {
            return it;
        }
        Map<String, String> attributes = it.attributes().entrySet().stream()
                .collect(Collectors.toMap(each -> cut(each.getKey()), each -> cut(each.getValue()), (one, _) -> one));
        return new Anomaly(
                it.entity(),
                it.signal(),
                it.meaning(),
                attributes,
                it.direction(),
                it.confidence(),
                it.since(),
                it.value(),
                it.expected(),
                it.rows());
    }

    private Cause cut(Cause it) {
        return fits(it.because())
                ? it
                : new Cause(it.incident(), it.entity(), it.kind(), it.probability(), it.path(), cut(it.because()));
    }

    private Change cut(Change it) {
        return fit(it.version(), it.previousVersion(), it.by(), it.summary())
                ? it
                : new Change(
                        it.id(),
                        it.at(),
                        it.entity(),
                        it.kind(),
                        cut(it.version()),
                        cut(it.previousVersion()),
                        cut(it.by()),
                        cut(it.summary()));
    }

    private Incident cut(Incident it) {
        if (fits(it.title()) && it.causes().stream().allMatch(cause -> fits(cause.because()))) {
            return it;
        }
        List<Cause> causes = it.causes().stream().map(this::cut).toList();
        return new Incident(
                it.id(),
                it.state(),
                it.entity(),
                it.kind(),
                cut(it.title()),
                it.openedAt(),
                it.closedAt(),
                it.outcome(),
                it.symptoms(),
                causes);
    }

    private Outcome cut(Outcome it) {
        return fit(it.reason(), it.verification().reason())
                ? it
                : new Outcome(
                        it.decision(),
                        it.incident(),
                        it.rule(),
                        it.actionType(),
                        it.target(),
                        it.attempt(),
                        it.result(),
                        new Verification(
                                it.verification().state(), cut(it.verification().reason())),
                        it.undone(),
                        cut(it.reason()),
                        it.at());
    }

    private Regression cut(Regression it) {
        return fit(it.change(), it.version(), it.previousVersion())
                ? it
                : new Regression(
                        it.entity(),
                        cut(it.change()),
                        cut(it.version()),
                        cut(it.previousVersion()),
                        it.signal(),
                        it.meaning(),
                        it.before(),
                        it.after(),
                        it.confidence(),
                        it.since());
    }

    private Workload cut(Workload it) {
        return it.versions().stream().allMatch(this::fits)
                ? it
                : new Workload(
                        it.entity(),
                        it.services(),
                        it.replicas(),
                        it.ready(),
                        it.missing(),
                        it.restarts(),
                        it.restartedAt(),
                        it.versions().stream().map(this::cut).toList());
    }

    private String cut(String text) {
        if (fits(text)) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    private boolean named(Symptom symptom) {
        return named(symptom.entity()) && fits(symptom.signal());
    }

    private boolean named(EntityId entity) {
        return fit(entity.cluster(), entity.namespace(), entity.name(), entity.part())
                && (entity.ends().isEmpty() || entity.ends().stream().allMatch(this::named));
    }

    private boolean fit(String... texts) {
        for (String text : texts) {
            if (!fits(text)) {
                return false;
            }
        }
        return true;
    }

    private boolean fits(String text) {
        return text.length() <= most;
    }
}
