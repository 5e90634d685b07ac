package nightshift.understand.diagnose;

import java.util.List;
import nightshift.fact.FailureKind;
import nightshift.fact.telemetry.EntityId;

/// One candidate of a [CauseRanking].
///
/// @param entity who
/// @param kind what sort of failure it would be
/// @param probability in [0,1]
/// @param path from a symptom to it, along calls; both ends included
/// @param because one sentence on what speaks for it
public record Suspect(EntityId entity, FailureKind kind, double probability, List<EntityId> path, String because) {
    public Suspect {
        path = List.copyOf(path);
    }
}
