package nightshift.understand;

import java.util.Optional;
import nightshift.fact.EntityId;
import nightshift.fact.EntityKind;
import nightshift.fact.Readings;
import nightshift.fact.SignalRole;

/// How much of a service's trouble comes from what it calls: the extra seconds (or failures) of its calls,
/// times calls per request, against the extra seconds (or failures) of its own answers. Arithmetic on
/// measured times, not a guess from names.
final class PassedOn {
    private static final double MOST_CALLS_PER_REQUEST = 20;

    private final Readings readings;
    private final DependencyGraph graph;

    PassedOn(Readings readings, DependencyGraph graph) {
        this.readings = readings;
        this.graph = graph;
    }

    /// In [0,1]; 0 when the service is not in that trouble.
    double share(EntityId service, SignalRole role) {
        if (!role.userFacing()) {
            return 0;
        }
        double extra = own(service, role).map(PassedOn::extra).orElse(0.0);
        if (extra <= 0) {
            return 0;
        }
        double explained = 0;
        for (EntityId callee : graph.calleesOf(service)) {
            explained += callsPerRequest(service, callee)
                    * Math.max(
                            0, call(service, callee, role).map(PassedOn::extra).orElse(0.0));
        }
        return Math.min(1, explained / extra);
    }

    private Optional<Level> own(EntityId service, SignalRole role) {
        return role == SignalRole.REQUEST_LATENCY
                ? Served.latency(readings, service)
                : Served.errors(readings, service);
    }

    private Optional<Level> call(EntityId service, EntityId callee, SignalRole role) {
        boolean latency = role == SignalRole.REQUEST_LATENCY;
        Optional<Level> edge =
                latency ? Served.callLatency(readings, service, callee) : Served.callErrors(readings, service, callee);
        if (edge.isPresent() || callee.kind() == EntityKind.DATABASE) {
            return edge;
        }
        return own(callee, role);
    }

    private double callsPerRequest(EntityId service, EntityId callee) {
        double requests = Served.rate(readings, service).map(Level::value).orElse(0.0);
        double calls =
                Served.callRate(readings, service, callee).map(Level::value).orElse(requests);
        return requests > 0 ? Math.min(MOST_CALLS_PER_REQUEST, calls / requests) : 1;
    }

    private static double extra(Level level) {
        return level.value() - level.expected().forecast();
    }
}
