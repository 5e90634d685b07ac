package nightshift.understand.diagnose;

import java.util.List;
import java.util.Set;
import nightshift.fact.telemetry.EntityId;
import nightshift.understand.topology.DependencyGraph;

/// Says who is to blame for symptoms that belong together.
public interface CauseRanking {
    /// Ranks everything that the symptomatic services depend on, themselves included.
    ///
    /// @param symptomatic services that show symptoms, in the order they began
    /// @param evidence what speaks for each entity, of the whole system
    /// @param graph who calls whom
    /// @return by falling probability, summing to 1 with [EntityId#NOT_IN_VIEW] among them
    List<Suspect> rank(Set<EntityId> symptomatic, List<Evidence> evidence, DependencyGraph graph);
}
