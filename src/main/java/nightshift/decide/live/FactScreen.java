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
import nightshift.fact.Breach;
import nightshift.fact.Cause;
import nightshift.fact.Change;
import nightshift.fact.Dependency;
import nightshift.fact.Fact;
import nightshift.fact.Incident;
import nightshift.fact.Outcome;
import nightshift.fact.Regression;
import nightshift.fact.Turn;
import nightshift.fact.Workload;
import nightshift.fact.telemetry.EntityId;

/// Bounds the facts that rules look at. Of anomalies and regressions the surest stay, since a rule acts
/// by those, and of incidents those that hurt. Whoever decides by less than all there is must know it:
/// a rule that asks that something is not so may have missed it.
///
/// @param facts in the order in which they were, their texts cut
/// @param left how many were left out, in one sentence; empty when none was
public record FactScreen(List<Fact> facts, Optional<String> left) {
    /// What a rule may match without a key, see `decide.compile`.
    private static final Set<Class<?>> FEW = Set.of(Incident.class, Regression.class);

    /// @param all that is believed
    public static FactScreen of(List<Fact> all, FactLimits limits) {
        FactTexts texts = new FactTexts(limits.text());
        Set<Fact> out = Collections.newSetFromMap(new IdentityHashMap<>());
        all.stream().filter(fact -> !texts.named(fact)).forEach(out::add);
        if (all.size() > Math.min(limits.ofFew(), limits.ofService())) {
            beyond(all, limits, out);
        }
        List<Fact> kept = all.stream()
                .filter(fact -> out.isEmpty() || !out.contains(fact))
                .map(texts::cut)
                .toList();
        return new FactScreen(kept, out.isEmpty() ? Optional.empty() : Optional.of(told(kept, all, limits)));
    }

    private static String told(List<Fact> kept, List<Fact> all, FactLimits limits) {
        return "rules looked at " + kept.size() + " of " + all.size() + " facts: more than " + limits.ofService()
                + " anomalies of one service, " + limits.ofFew() + " incidents or regressions, or " + limits.ofType()
                + " facts of one type, or names of more than " + limits.text() + " characters";
    }

    private static void beyond(List<Fact> all, FactLimits limits, Set<Fact> out) {
        Map<EntityId, Integer> ofService = new HashMap<>();
        Map<Class<?>, Integer> ofType = new HashMap<>();
        for (Fact fact : firstThatMatter(all)) {
            boolean crowded = fact instanceof Anomaly anomaly
                    && ofService.merge(anomaly.service(), 1, Integer::sum) > limits.ofService();
            int most = FEW.contains(fact.getClass()) ? limits.ofFew() : limits.ofType();
            if (crowded || ofType.merge(fact.getClass(), 1, Integer::sum) > Math.min(most, limits.ofType())) {
                out.add(fact);
            }
        }
    }

    private static List<Fact> firstThatMatter(List<Fact> all) {
        List<Fact> sorted = new ArrayList<>(all);
        sorted.sort(comparingDouble(FactScreen::last));
        return sorted;
    }

    /// The smaller, the sooner it stays.
    private static double last(Fact fact) {
        return switch (fact) {
            case Anomaly anomaly -> -anomaly.confidence();
            case Regression regression -> -regression.confidence();
            case Incident incident -> incident.open() && incident.hurts() ? -1 : 0;
            case Breach _, Cause _, Change _, Dependency _, Outcome _, Turn _, Workload _ -> 0;
        };
    }
}
