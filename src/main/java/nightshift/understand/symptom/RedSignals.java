package nightshift.understand.symptom;

import java.util.List;
import java.util.Optional;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.fact.telemetry.Readings;

/// Where to read what a service answers and calls: the first family of signals that it sends.
public final class RedSignals {
    private static final List<String> SERVER =
            List.of("http.server.request", "rpc.server.call", "rpc.server", "messaging.process", "traces.span.metrics");
    private static final String EDGE = "traces.service.graph.request";
    private static final String DATABASE = "db.client.operation";

    private RedSignals() {}

    static Optional<Measurement> latency(Readings readings, EntityId service) {
        return first(readings, service, ".duration");
    }

    static Optional<Measurement> errors(Readings readings, EntityId service) {
        return first(readings, service, ".error.ratio");
    }

    static Optional<Measurement> rate(Readings readings, EntityId service) {
        return first(readings, service, ".rate");
    }

    /// How much more than forecast is asked of a service; at least 1.
    public static double load(Readings readings, EntityId service) {
        return rate(readings, service)
                .filter(level -> level.expected().forecast() > 0)
                .map(level -> Math.max(1, level.value() / level.expected().forecast()))
                .orElse(1.0);
    }

    public static Optional<Measurement> callLatency(Readings readings, EntityId caller, EntityId callee) {
        return call(readings, caller, callee, ".duration");
    }

    public static Optional<Measurement> callErrors(Readings readings, EntityId caller, EntityId callee) {
        return call(readings, caller, callee, ".error.ratio");
    }

    static Optional<Measurement> callRate(Readings readings, EntityId caller, EntityId callee) {
        return call(readings, caller, callee, ".rate");
    }

    private static Optional<Measurement> call(Readings readings, EntityId caller, EntityId callee, String what) {
        EntityId edge = EntityId.edge(caller.namespace(), caller.name(), callee.name());
        Optional<Measurement> seen = Measurement.of(readings, edge, EDGE + what);
        if (seen.isPresent() || callee.kind() != EntityKind.DATABASE) {
            return seen;
        }
        return Measurement.of(readings, caller, DATABASE + what);
    }

    private static Optional<Measurement> first(Readings readings, EntityId service, String what) {
        for (String family : SERVER) {
            Optional<Measurement> level = Measurement.of(readings, service, family + what);
            if (level.isPresent()) {
                return level;
            }
        }
        return Optional.empty();
    }
}
