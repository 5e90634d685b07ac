package nightshift.understand.diagnose;

import java.util.List;
import java.util.Optional;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Readings;
import nightshift.fact.telemetry.SignalRole;
import nightshift.understand.symptom.Measurement;
import nightshift.understand.symptom.RedSignals;
import nightshift.understand.topology.DependencyGraph;

/// Whether those who call a service bear out what it says of itself. A service that alone says that it became
/// slow, while everyone who waits for its answers sees them come as always, measures something else than it
/// did: a library that changed its unit, not an outage. Of errors callers are no witnesses: a status that
/// travels behind the answer, as gRPC's does, is a success to whoever counts at the other end.
///
/// A caller is a witness when it waits for the answer, which shows in quiet times: its calls took at least
/// half of what the service took. Who only hands a message over is none.
final class Witnesses {
    private static final double WAITS = 0.5;
    private static final double UNMOVED = 0.25;
    /// Share of the requests that the witnesses must have sent.
    private static final double MOST = 0.8;

    private final Readings readings;
    private final DependencyGraph graph;

    Witnesses(Readings readings, DependencyGraph graph) {
        this.readings = readings;
        this.graph = graph;
    }

    /// Whether all callers say that nothing changed; false while there is no caller, or one that can't tell.
    boolean contradict(EntityId service, SignalRole role) {
        if (role != SignalRole.REQUEST_LATENCY) {
            return false;
        }
        List<EntityId> callers = List.copyOf(graph.callersOf(service));
        return !callers.isEmpty()
                && callers.stream().allMatch(caller -> denies(caller, service))
                && sentMost(callers, service);
    }

    private boolean denies(EntityId caller, EntityId service) {
        Optional<Measurement> own = RedSignals.latency(readings, service);
        Optional<Measurement> call = RedSignals.callLatency(readings, caller, service);
        return own.isPresent()
                && call.isPresent()
                && !call.get().at().isBefore(own.get().at())
                && call.get().expected().forecast()
                        >= WAITS * own.get().expected().forecast()
                && own.get().excess(Direction.UP) > 1 // within its band there is nothing to deny
                && extra(call.get()) < UNMOVED * extra(own.get());
    }

    private boolean sentMost(List<EntityId> callers, EntityId service) {
        double requests =
                RedSignals.rate(readings, service).map(Measurement::value).orElse(0.0);
        double calls = callers.stream()
                .flatMap(caller -> RedSignals.callRate(readings, caller, service).stream())
                .mapToDouble(Measurement::value)
                .sum();
        return calls >= MOST * requests;
    }

    private static double extra(Measurement level) {
        return level.value() - level.expected().forecast();
    }
}
