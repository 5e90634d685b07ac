package nightshift.understand.symptom;

import java.util.Optional;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.fact.telemetry.Readings;
import nightshift.fact.telemetry.SignalRole;
import nightshift.understand.topology.DependencyGraph;

/// How much of a service's trouble comes from what it calls: the extra seconds (or failures) of its calls,
/// times calls per request, against the extra seconds (or failures) of its own answers. Arithmetic on
/// measured times, not a guess from names.
public final class CalleeContribution {
    private static final double MOST_CALLS_PER_REQUEST = 20;

    private final Readings readings;
    private final DependencyGraph graph;

    public CalleeContribution(Readings readings, DependencyGraph graph) {
        this.readings = readings;
        this.graph = graph;
    }

    /// In [0,1]; 0 when the service is not in that trouble.
    public double share(EntityId service, SignalRole role) {
        Optional<Measurement> own = switch (role) {
            case LATENCY -> RedSignals.latency(readings, service);
            case ERRORS -> RedSignals.errors(readings, service);
            case CALL_LATENCY, CALL_ERRORS, UTILIZATION, QUEUE, READINESS, LOAD, LOGS, SELF, OTHER -> Optional.empty();
        };
        double extra = own.map(CalleeContribution::extra).orElse(0.0);
        if (extra <= 0) {
            return 0;
        }
        double explained = 0;
        for (EntityId callee : graph.calleesOf(service)) {
            explained += callsPerRequest(service, callee)
                    * Math.max(
                            0,
                            call(service, callee, role)
                                    .map(CalleeContribution::extra)
                                    .orElse(0.0));
        }
        return Math.min(1, explained / extra);
    }

    private Optional<Measurement> call(EntityId service, EntityId callee, SignalRole role) {
        boolean latency = role == SignalRole.LATENCY;
        Optional<Measurement> edge = latency
                ? RedSignals.callLatency(readings, service, callee)
                : RedSignals.callErrors(readings, service, callee);
        if (edge.isPresent() || callee.kind() == EntityKind.DATABASE) {
            return edge;
        }
        return latency ? RedSignals.latency(readings, callee) : RedSignals.errors(readings, callee);
    }

    private double callsPerRequest(EntityId service, EntityId callee) {
        double requests =
                RedSignals.rate(readings, service).map(Measurement::value).orElse(0.0);
        double calls = RedSignals.callRate(readings, service, callee)
                .map(Measurement::value)
                .orElse(requests);
        return requests > 0 ? Math.min(MOST_CALLS_PER_REQUEST, calls / requests) : 1;
    }

    private static double extra(Measurement level) {
        return level.value() - level.expected().forecast();
    }
}
