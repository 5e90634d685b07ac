package nightshift.decide.decision;

import java.util.List;
import java.util.Map;
import nightshift.fact.Outcome;
import nightshift.fact.RuleMode;
import nightshift.fact.decision.Decision;

/// What must survive a restart, as the journal tells it.
///
/// @param decided every decision of the incidents that are open
/// @param outcomes the last outcome of each of them, if it has one
/// @param overrides modes that people set, by rule id
public record RuleMemory(List<Decision> decided, List<Outcome> outcomes, Map<String, RuleMode> overrides) {
    public RuleMemory {
        decided = List.copyOf(decided);
        outcomes = List.copyOf(outcomes);
        overrides = Map.copyOf(overrides);
    }

    /// The first start.
    public static RuleMemory none() {
        return new RuleMemory(List.of(), List.of(), Map.of());
    }
}
