package nightshift.understand.symptom;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.fact.telemetry.Readings;
import nightshift.fact.telemetry.SignalFamily;
import nightshift.fact.telemetry.SignalMeaning;
import nightshift.fact.telemetry.SignalRole;
import nightshift.understand.topology.DependencyGraph;

/// How much of a service's trouble comes from what it calls: the extra seconds (or failures) of its calls,
/// times calls per request, against the extra seconds (or failures) of its own answers; of a service that
/// does not tell, of its answers as its callers see them. Arithmetic on measured times, not a guess from
/// names: seconds are those of the means, see [Measurement#extra], which add up along calls one after the other; of
/// calls at once the sum is more than there is.
public final class CalleeContribution {
    private static final double MOST_CALLS_PER_REQUEST = 20;

    private final Readings readings;
    private final DependencyGraph graph;

    public CalleeContribution(Readings readings, DependencyGraph graph) {
        this.readings = readings;
        this.graph = graph;
    }

    /// In [0,1]; 0 when the service is not in that trouble.
    ///
    /// @param role what the trouble is; anything but latency and errors is never passed on
    public double share(EntityId service, SignalRole role) {
        if (!role.userFacing()) {
            return 0;
        }
        double extra = own(service, role).map(Measurement::extra).orElseGet(() -> heard(service, role));
        if (extra <= 0) {
            return 0;
        }
        return Math.min(1, passedOn(service, role) / extra);
    }

    /// How many seconds, or which share of failures, what it calls adds to each of a service's answers.
    ///
    /// @param role what the trouble is; anything but latency and errors is never passed on
    public double passedOn(EntityId service, SignalRole role) {
        if (!role.userFacing()) {
            return 0;
        }
        return passedOn(service, role, CalleeContribution::onAverage);
    }

    /// The most that what it calls adds to the percentile of a service's answers that is judged, where it is one.
    ///
    /// @param role what the trouble is; anything but latency and errors is never passed on
    public double passedOnAtMost(EntityId service, SignalRole role) {
        return role.userFacing() ? passedOn(service, role, CalleeContribution::atMost) : 0;
    }

    /// What calls add to each answer.
    private interface Added {
        double of(double callsPerRequest, Measurement call);
    }

    private static double onAverage(double calls, Measurement call) {
        return calls * Math.max(0, call.extra());
    }

    /// Who is called for one of ten answers alone adds all of its delay to their p95, and who is called for one of a
    /// hundred next to nothing.
    private static double atMost(double calls, Measurement call) {
        boolean rare = call.mean() == null || calls < 1 - SignalMeaning.JUDGED / 100.0;
        return (rare ? calls : Math.max(1, calls))
                * Math.max(0, call.value() - call.expected().forecast());
    }

    private double passedOn(EntityId service, SignalRole role, Added added) {
        double explained = passedOnByStrangers(service, role, added);
        for (EntityId callee : graph.calleesOf(service)) {
            explained += passedOn(service, callee, role, added);
        }
        return explained;
    }

    /// The same of those whom nobody names: some clients tell how calls go and not to whom.
    private double passedOnByStrangers(EntityId service, SignalRole role, Added added) {
        SignalRole outgoing = role == SignalRole.REQUEST_LATENCY ? SignalRole.CALL_LATENCY : SignalRole.CALL_ERRORS;
        Set<SignalFamily> named = graph.calleesOf(service).stream()
                .flatMap(callee -> RedSignals.call(readings, service, callee, role).stream())
                .map(call -> call.signal().family())
                .collect(Collectors.toSet());
        if (named.contains(SignalFamily.CALLS) || named.contains(SignalFamily.MESH)) {
            return 0;
        }
        double explained = 0;
        for (Measurement client : RedSignals.clients(readings, service, outgoing)) {
            SignalFamily family = client.signal().family();
            if (!named.contains(family)) {
                explained += added.of(perRequest(service, rate(service, family)), client);
            }
        }
        return explained;
    }

    private Optional<Measurement> rate(EntityId service, SignalFamily client) {
        return RedSignals.clients(readings, service, SignalRole.CALL_RATE).stream()
                .filter(rate -> rate.signal().family() == client)
                .findFirst();
    }

    /// What a service's answers take longer, or fail more, because of one of those it calls, if it
    /// hands all of it on; not negative.
    public double passedOn(EntityId service, EntityId callee, SignalRole role) {
        return passedOn(service, callee, role, CalleeContribution::onAverage);
    }

    private double passedOn(EntityId service, EntityId callee, SignalRole role, Added added) {
        return call(service, callee, role)
                .map(call -> added.of(callsPerRequest(service, callee), call))
                .orElse(0.0);
    }

    /// What a service's answers take longer, or fail more, by its own account; empty when it does not tell.
    public Optional<Double> told(EntityId service, SignalRole role) {
        return own(service, role).map(Measurement::extra);
    }

    /// The same as the caller to whom it is worst sees it.
    private double heard(EntityId service, SignalRole role) {
        return graph.callersOf(service).stream()
                .flatMap(caller -> RedSignals.call(readings, caller, service, role).stream())
                .mapToDouble(Measurement::extra)
                .max()
                .orElse(0);
    }

    private Optional<Measurement> own(EntityId service, SignalRole role) {
        return RedSignals.latest(
                readings,
                service,
                role == SignalRole.REQUEST_LATENCY ? SignalRole.REQUEST_LATENCY : SignalRole.REQUEST_ERRORS);
    }

    private Optional<Measurement> call(EntityId service, EntityId callee, SignalRole role) {
        Optional<Measurement> edge = RedSignals.call(readings, service, callee, role);
        return edge.isPresent() || callee.kind() == EntityKind.DATABASE ? edge : own(callee, role);
    }

    /// A callee that nobody else calls answers as many requests as the service makes calls.
    private double callsPerRequest(EntityId service, EntityId callee) {
        boolean alone = graph.callersOf(callee).equals(Set.of(service));
        return perRequest(
                service,
                RedSignals.callRate(readings, service, callee)
                        .or(() -> alone ? RedSignals.rate(readings, callee) : Optional.empty()));
    }

    private double perRequest(EntityId service, Optional<Measurement> calls) {
        double requests = calls.flatMap(rate -> RedSignals.rateBeside(readings, service, rate))
                .map(Measurement::value)
                .orElse(0.0);
        return requests > 0
                ? Math.min(MOST_CALLS_PER_REQUEST, calls.orElseThrow().value() / requests)
                : 1;
    }
}
