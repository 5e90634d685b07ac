package nightshift.decide.decision;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import nightshift.fact.Anomaly;
import nightshift.fact.Assessment;
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
import nightshift.fact.Workload;
import nightshift.fact.decision.Trigger;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.SignalMeaning;

/// Reads off the facts that a rule gives as its reasons what they are evidence of: how surely, by
/// which signal. Which incident they are about, [OpenIncidents] tells.
///
/// @param because the reasons
/// @param belief the turn they come from
public record Grounds(List<Fact> because, Assessment belief) {
    /// A regression counts as healed when three quarters of it are gone: one old value is no band.
    private static final double REGRESSION_LEFT = 0.25;

    /// The weakest confidence of its anomalies and regressions; that of the incident's clearest symptom when the
    /// reasons have neither, as when a rule answers an outcome.
    double confidence(Incident incident) {
        OptionalDouble weakest =
                because.stream().flatMapToDouble(Grounds::confidenceOf).min();
        return weakest.orElseGet(() -> incident.symptoms().stream()
                .mapToDouble(Symptom::confidence)
                .max()
                .orElse(1));
    }

    /// One more than the rung that the reasons answer; 1 when they answer none.
    int attempt() {
        return 1
                + because.stream()
                        .mapToInt(fact -> fact instanceof Outcome outcome ? outcome.attempt() : 0)
                        .max()
                        .orElse(0);
    }

    /// What must come back for the action to have helped: the first of the reasons that can be measured,
    /// in the order in which the rule gives them; the clearest symptom when none can.
    Trigger trigger(Incident incident) {
        return first(this::measured).orElseGet(() -> symptom(incident));
    }

    private Optional<Trigger> measured(Fact fact) {
        return switch (fact) {
            case Anomaly a ->
                Optional.of(new Trigger(a.entity(), a.signal(), a.meaning(), a.direction(), a.value(), a.expected()));
            case Breach breach -> Optional.of(trigger(breach));
            case Regression regression -> Optional.of(trigger(regression));
            case Incident i -> Optional.empty();
            case Cause c -> Optional.empty();
            case Outcome o -> Optional.empty();
            case Change c -> Optional.empty();
            case Dependency d -> Optional.empty();
            case Turn t -> Optional.empty();
            case Workload w -> Optional.empty();
        };
    }

    /// A threshold has one side: whatever does not exceed it is well.
    private static Trigger trigger(Breach breach) {
        return Double.isNaN(breach.above())
                ? new Trigger(
                        breach.entity(),
                        breach.signal(),
                        breach.meaning(),
                        Direction.DOWN,
                        breach.peak(),
                        new Band(breach.below(), breach.below(), Double.MAX_VALUE))
                : new Trigger(
                        breach.entity(),
                        breach.signal(),
                        breach.meaning(),
                        Direction.UP,
                        breach.peak(),
                        new Band(-Double.MAX_VALUE, breach.above(), breach.above()));
    }

    private static Trigger symptom(Incident incident) {
        return incident.symptoms().stream()
                .max(Comparator.comparingDouble(Symptom::confidence))
                .map(s -> new Trigger(s.entity(), s.signal(), s.meaning(), s.direction(), s.value(), s.expected()))
                .orElseGet(() -> new Trigger(
                        incident.entity(), "incident.open", SignalMeaning.NONE, Direction.UP, 1, new Band(0, 0, 0)));
    }

    private Trigger trigger(Regression regression) {
        boolean up = regression.after() > regression.before();
        Band usual = belief.readings().of(regression.entity(), regression.signal()).stream()
                .filter(reading -> reading.key().attributes().isEmpty())
                .map(Reading::expected)
                .filter(band -> !band.contains(regression.after()))
                .findFirst()
                .orElseGet(() -> around(regression));
        return new Trigger(
                regression.entity(),
                regression.signal(),
                regression.meaning(),
                up ? Direction.UP : Direction.DOWN,
                regression.after(),
                usual);
    }

    private static Band around(Regression regression) {
        double slack = Math.abs(regression.after() - regression.before()) * REGRESSION_LEFT;
        Band around = new Band(regression.before() - slack, regression.before(), regression.before() + slack);
        return regression.meaning().domain().within(around);
    }

    private <T> Optional<T> first(Function<Fact, Optional<T>> of) {
        return because.stream().flatMap(fact -> of.apply(fact).stream()).findFirst();
    }

    private static DoubleStream confidenceOf(Fact fact) {
        return switch (fact) {
            case Anomaly anomaly -> DoubleStream.of(anomaly.confidence());
            case Regression regression -> DoubleStream.of(regression.confidence());
            case Breach _, Incident _, Cause _, Outcome _, Change _, Dependency _, Turn _, Workload _ ->
                DoubleStream.empty();
        };
    }
}
