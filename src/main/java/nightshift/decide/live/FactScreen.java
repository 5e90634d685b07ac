package nightshift.decide.live;

import static java.util.Comparator.comparingDouble;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nightshift.fact.Anomaly;
import nightshift.fact.Fact;
import nightshift.fact.telemetry.EntityId;

/// Bounds the facts that rules look at. Of anomalies the surest stay, since a rule acts by those.
/// Whoever decides by less than all there is must know it: a rule that asks that something is not
/// so may have missed it.
///
/// @param facts in the order in which they were
/// @param left how many were left out, in one sentence; empty when none was
public record FactScreen(List<Fact> facts, Optional<String> left) {
    /// @param all that is believed
    public static FactScreen of(List<Fact> all, FactLimits limits) {
        if (all.size() <= Math.min(limits.ofType(), limits.ofService())) {
            return new FactScreen(all, Optional.empty());
        }
        Set<Fact> out = Collections.newSetFromMap(new IdentityHashMap<>());
        beyond(all, limits, out);
        if (out.isEmpty()) {
            return new FactScreen(all, Optional.empty());
        }
        List<Fact> kept = all.stream().filter(fact -> !out.contains(fact)).toList();
        String sentence = "rules looked at " + kept.size() + " of " + all.size() + " facts: more than "
                + limits.ofService() + " anomalies of one service, or " + limits.ofType() + " facts of one type";
        return new FactScreen(kept, Optional.of(sentence));
    }

    private static void beyond(List<Fact> all, FactLimits limits, Set<Fact> out) {
        Map<EntityId, Integer> ofService = new HashMap<>();
        Map<Class<?>, Integer> ofType = new HashMap<>();
        for (Fact fact : surestFirst(all)) {
            boolean crowded = fact instanceof Anomaly anomaly
                    && ofService.merge(anomaly.service(), 1, Integer::sum) > limits.ofService();
            if (crowded || ofType.merge(fact.getClass(), 1, Integer::sum) > limits.ofType()) {
                out.add(fact);
            }
        }
    }

    private static List<Fact> surestFirst(List<Fact> all) {
        List<Fact> sorted = new ArrayList<>(all);
        sorted.sort(comparingDouble(fact -> fact instanceof Anomaly anomaly ? -anomaly.confidence() : 0));
        return sorted;
    }
}
