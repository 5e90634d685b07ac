package nightshift.fact;

import java.util.List;
import java.util.stream.Collectors;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Figure;

/// One candidate for the root cause of an incident. The causes of one incident sum to 1 with
/// [EntityId#NOT_IN_VIEW] among them.
///
/// @param incident id of the incident
/// @param entity who is to blame
/// @param kind what sort of failure, if it is this one
/// @param probability in [0,1]
/// @param path from the entity that shows the symptom to the cause, along observed calls; both ends included
/// @param because one sentence on what speaks for it
public record Cause(
        String incident, EntityId entity, FailureKind kind, double probability, List<EntityId> path, String because)
        implements Fact {
    public Cause {
        path = List.copyOf(path);
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability of " + entity + " must be in [0,1], got " + probability);
        }
    }

    @Override
    public String describe() {
        return entity.label() + " is the cause with a probability of " + Figure.percent(probability) + " (" + because
                + "), by " + path.stream().map(EntityId::label).collect(Collectors.joining(" -> "));
    }
}
