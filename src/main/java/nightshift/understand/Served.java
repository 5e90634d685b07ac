package nightshift.understand;

import java.util.List;
import java.util.Optional;
import nightshift.fact.EntityId;
import nightshift.fact.EntityKind;
import nightshift.fact.Readings;

/// Where to read what a service answers and calls: the first family of signals that it sends.
final class Served {
    private static final List<String> SERVER =
            List.of("http.server.request", "rpc.server.call", "rpc.server", "messaging.process", "traces.span.metrics");
    private static final String EDGE = "traces.service.graph.request";
    private static final String DATABASE = "db.client.operation";

    private Served() {}

    static Optional<Level> latency(Readings readings, EntityId service) {
        return first(readings, service, ".duration");
    }

    static Optional<Level> errors(Readings readings, EntityId service) {
        return first(readings, service, ".error.ratio");
    }

    static Optional<Level> rate(Readings readings, EntityId service) {
        return first(readings, service, ".rate");
    }

    /// How much more than forecast is asked of a service; at least 1.
    static double load(Readings readings, EntityId service) {
        return rate(readings, service)
                .filter(level -> level.expected().forecast() > 0)
                .map(level -> Math.max(1, level.value() / level.expected().forecast()))
                .orElse(1.0);
    }

    static Optional<Level> callLatency(Readings readings, EntityId caller, EntityId callee) {
        return call(readings, caller, callee, ".duration");
    }

    static Optional<Level> callErrors(Readings readings, EntityId caller, EntityId callee) {
        return call(readings, caller, callee, ".error.ratio");
    }

    static Optional<Level> callRate(Readings readings, EntityId caller, EntityId callee) {
        return call(readings, caller, callee, ".rate");
    }

    private static Optional<Level> call(Readings readings, EntityId caller, EntityId callee, String what) {
        EntityId edge = EntityId.edge(caller.namespace(), caller.name(), callee.name());
        Optional<Level> seen = Level.of(readings, edge, EDGE + what);
        if (seen.isPresent() || callee.kind() != EntityKind.DATABASE) {
            return seen;
        }
        return Level.of(readings, caller, DATABASE + what);
    }

    private static Optional<Level> first(Readings readings, EntityId service, String what) {
        for (String family : SERVER) {
            Optional<Level> level = Level.of(readings, service, family + what);
            if (level.isPresent()) {
                return level;
            }
        }
        return Optional.empty();
    }
}
