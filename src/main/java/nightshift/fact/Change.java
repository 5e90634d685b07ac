package nightshift.fact;

import java.time.Instant;
import nightshift.fact.telemetry.EntityId;

/// Somebody or something changed production, as told over the wire or as telemetry shows.
///
/// @param id given by the sender, or made from the content; one change is told once
/// @param at when it took effect
/// @param entity the service or workload that was changed
/// @param kind what was changed
/// @param version after the change; empty if it has none
/// @param previousVersion before the change; empty if unknown
/// @param by who or what did it; Nightshift's own changes are `nightshift`; empty when nobody told of it
/// @param summary one line
public record Change(
        String id,
        Instant at,
        EntityId entity,
        ChangeKind kind,
        String version,
        String previousVersion,
        String by,
        String summary)
        implements Fact {
    /// The service the entity belongs to.
    public EntityId service() {
        return entity.service();
    }

    /// Where a change is known from.
    public enum Source {
        /// Somebody told of it.
        TOLD,
        /// Another version, or another number of replicas, sends.
        TELEMETRY
    }

    /// How it became known.
    public Source source() {
        return by.isEmpty() ? Source.TELEMETRY : Source.TOLD;
    }

    /// Whether Nightshift itself did it.
    public boolean byNightshift() {
        return by.equals("nightshift");
    }

    @Override
    public String describe() {
        return kind.name().toLowerCase(java.util.Locale.ROOT) + " of " + entity.label()
                + (version.isEmpty() ? "" : " to " + version)
                + (source() == Source.TELEMETRY ? ", seen in telemetry" : " by " + by) + " at " + at + ": " + summary;
    }
}
