package nightshift.fact.inventory;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import nightshift.fact.telemetry.EntityId;

/// What a part of Kubernetes said of an object, in its own words. Kubernetes leaves events out when there are many
/// and forgets them after an hour: they explain, and prove nothing.
///
/// @param at when it was said last
/// @param entity the workload, or the NODE or NAMESPACE, that it is about
/// @param object kind and name, `Pod/cart-7d9f-x2k`
/// @param reason one word, such as `FailedScheduling`
/// @param note its sentence, cut
/// @param warning whether it is more than a note
/// @param count how often it was said, from 1
public record ClusterEvent(
        Instant at, EntityId entity, String object, String reason, String note, boolean warning, int count) {
    public ClusterEvent {
        requireNonNull(at, "at");
        requireNonNull(entity, "entity");
        requireNonNull(object, "object");
        requireNonNull(reason, "reason");
        requireNonNull(note, "note");
    }

    /// One line for a person.
    public String describe() {
        return object + ": " + reason + ": " + note + (count > 1 ? " (" + count + " times)" : "");
    }
}
