package nightshift.act.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nightshift.act.kubernetes.api.LiveObject;
import nightshift.act.kubernetes.api.Read;

/// Whether a node is ready, by its own word or by that of who misses it, and since when.
///
/// @param status `True`, `False` or `Unknown`; empty where nobody says
/// @param since when it became so; empty where nobody says
record NodeState(String status, Optional<Instant> since) {
    static NodeState of(LiveObject node) {
        for (JsonNode condition : node.status().path("conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return new NodeState(
                        condition.path("status").asText(),
                        instant(condition.path("lastTransitionTime").asText()));
            }
        }
        return new NodeState("", Optional.empty());
    }

    boolean ready() {
        return status.equals("True");
    }

    /// A node that comes and goes is left alone until it has been the same for a while: what is done to it would be
    /// wrong a moment later. Of one that says no time nothing is known to have changed.
    ///
    /// @param steady how long it must have been the same; zero when that does not matter
    Read<LiveObject> steady(LiveObject node, Duration steady, Instant now) {
        Instant until = since.map(at -> at.plus(steady)).orElse(Instant.MIN);
        return steady.isZero() || !now.isBefore(until)
                ? new Read.Found<>(node)
                : new Read.Later<>(
                        node.ref().text() + " is " + (ready() ? "ready" : "not ready") + " only since "
                                + since.orElse(now) + ": it is left alone until " + until
                                + " (nightshift.kubernetes.bounds.steady)",
                        Duration.between(now, until));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
