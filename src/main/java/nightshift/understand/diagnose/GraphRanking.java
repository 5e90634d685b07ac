package nightshift.understand.diagnose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nightshift.fact.FailureKind;
import nightshift.fact.telemetry.EntityId;
import nightshift.understand.diagnose.Evidence.Channel;
import nightshift.understand.topology.DependencyGraph;
import nightshift.understand.topology.Sources;

/// Ranks everything that symptomatic services depend on.
///
/// 1. Own score: the strongest channel plus 0.3 of the second. Not a sum, which would reward whoever is
///    measured most.
/// 2. Coverage: the share of symptomatic services that are the suspect or depend on it; a suspect that
///    explains none of them keeps half its score.
/// 3. Probability: a softmax of the scores, in which "not in view" competes with a fixed score, so that weak
///    evidence everywhere ends as "we do not know".
///
/// Latency and errors were already reduced by what callees explain, see `OWN_LATENCY`; the graph is used for
/// who can be meant and what a suspect covers, not to multiply scores.
public final class GraphRanking implements CauseRanking {
    private static final double SECOND = 0.3;
    private static final double UNEXPLAINED = 0.5;
    private static final double TEMPERATURE = 0.6;
    private static final double NOT_IN_VIEW = 1.2;
    private static final double LEAST_PROBABILITY = 0.0005;

    @Override
    public List<Suspect> rank(Set<EntityId> symptomatic, List<Evidence> evidence, DependencyGraph graph) {
        Map<EntityId, List<Evidence>> byEntity = byEntity(graph.below(symptomatic), evidence);
        Sources suffering = graph.from(symptomatic);
        Map<EntityId, EntityId> farthest = new HashMap<>();
        Map<EntityId, Double> weights = new LinkedHashMap<>();
        byEntity.forEach((entity, speaks) -> {
            Sources.Reach reach = suffering.reach(entity);
            farthest.put(entity, reach.farthest());
            double coverage = reach.many() / (double) Math.max(1, symptomatic.size());
            double score = own(speaks) * (UNEXPLAINED + (1 - UNEXPLAINED) * coverage);
            if (score > 0) {
                weights.put(entity, Math.exp(score / TEMPERATURE));
            }
        });
        double unseen = Math.exp(NOT_IN_VIEW / TEMPERATURE);
        double all = unseen + sum(weights);
        weights.values().removeIf(weight -> weight / all < LEAST_PROBABILITY);
        double left = unseen + sum(weights);
        List<Suspect> suspects = new ArrayList<>();
        weights.forEach((entity, weight) -> {
            List<Evidence> speaks = byEntity.getOrDefault(entity, List.of());
            // From the symptom farthest from the cause that depends on it.
            List<EntityId> path = graph.path(farthest.getOrDefault(entity, entity), entity);
            suspects.add(new Suspect(entity, Classification.of(speaks), weight / left, path, because(speaks)));
        });
        suspects.add(notInView(unseen / left));
        suspects.sort(Comparator.comparingDouble(Suspect::probability).reversed());
        return List.copyOf(suspects);
    }

    private static Suspect notInView(double probability) {
        return new Suspect(
                EntityId.NOT_IN_VIEW,
                FailureKind.UNKNOWN,
                probability,
                List.of(EntityId.NOT_IN_VIEW),
                "something that sends no telemetry here");
    }

    private static double sum(Map<EntityId, Double> weights) {
        return weights.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static Map<EntityId, List<Evidence>> byEntity(Set<EntityId> candidates, List<Evidence> evidence) {
        Map<EntityId, List<Evidence>> byEntity = new LinkedHashMap<>();
        for (Evidence piece : evidence) {
            if (candidates.contains(piece.entity())) {
                byEntity.computeIfAbsent(piece.entity(), entity -> new ArrayList<>())
                        .add(piece);
            }
        }
        byEntity.values()
                .forEach(pieces -> pieces.sort(
                        Comparator.comparingDouble(Evidence::weighed).reversed()));
        return byEntity;
    }

    /// Strongest channel plus a part of the second strongest; two pieces of one channel say the same
    /// thing. A change is a prior and no rival of what is seen: it counts beside both.
    private static double own(List<Evidence> speaks) {
        double best = 0;
        double second = 0;
        double changed = 0;
        Set<Channel> heard = new LinkedHashSet<>();
        for (Evidence piece : speaks) {
            if (piece.channel() != Channel.LOAD && heard.add(piece.channel())) {
                if (heard.size() == 1) {
                    best = piece.weighed();
                } else if (heard.size() == 2) {
                    second = piece.weighed();
                } else if (piece.channel() == Channel.CHANGE) {
                    changed = piece.weighed();
                }
            }
        }
        return best + SECOND * (second + changed);
    }

    private static String because(List<Evidence> speaks) {
        return speaks.stream()
                .filter(piece -> piece.channel() != Channel.LOAD && piece.strength() > 0)
                .limit(2)
                .map(Evidence::sentence)
                .reduce((one, other) -> one + "; " + other)
                .orElse("it is called by what shows the symptoms");
    }
}
