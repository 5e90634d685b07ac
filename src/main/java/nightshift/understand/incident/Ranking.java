package nightshift.understand.incident;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nightshift.fact.Cause;
import nightshift.fact.FailureKind;
import nightshift.fact.telemetry.EntityId;
import nightshift.understand.diagnose.Suspect;

/// What is believed about the cause of one incident: by falling probability, summing to 1. A turn's ranking
/// is believed by half, so that one odd window does not send an action to the wrong service.
///
/// @param suspects by falling probability
record Ranking(List<Suspect> suspects) {
    private static final double TRUST = 0.5;
    private static final double NEGLIGIBLE = 0.005;
    private static final double WORTH_FREEZING = 0.05;

    Ranking {
        suspects = List.copyOf(suspects);
    }

    static Ranking restored(List<Cause> causes) {
        return new Ranking(causes.stream()
                .map(cause ->
                        new Suspect(cause.entity(), cause.kind(), cause.probability(), cause.path(), cause.because()))
                .toList());
    }

    /// Takes in a turn's ranking.
    ///
    /// @param acted whether something was done about it already: what then looks like another kind of failure
    ///     may be the action's own doing, so a suspect keeps the kind it had
    Ranking then(List<Suspect> latest, boolean acted) {
        if (suspects.isEmpty()) {
            return new Ranking(latest);
        }
        Map<EntityId, Suspect> merged = new LinkedHashMap<>();
        suspects.forEach(before -> merged.put(before.entity(), weighted(before, before.probability() * (1 - TRUST))));
        for (Suspect now : latest) {
            Suspect before = merged.get(now.entity());
            double probability = now.probability() * TRUST + (before == null ? 0 : before.probability());
            merged.put(now.entity(), weighted(before == null || !acted ? now : before, probability));
        }
        merged.values().removeIf(suspect -> suspect.probability() < NEGLIGIBLE && inView(suspect));
        return new Ranking(normalised(merged.values()));
    }

    private static List<Suspect> normalised(Collection<Suspect> suspects) {
        double sum = suspects.stream().mapToDouble(Suspect::probability).sum();
        return suspects.stream()
                .map(suspect -> weighted(suspect, suspect.probability() / sum))
                .sorted(Comparator.comparingDouble(Suspect::probability).reversed())
                .toList();
    }

    /// The likeliest one, unless that is "not in view".
    Optional<Suspect> root() {
        return suspects.stream().findFirst().filter(Ranking::inView);
    }

    FailureKind kind() {
        return root().map(Suspect::kind).orElse(FailureKind.UNKNOWN);
    }

    /// Everybody on the way from the symptoms to a cause that is not out of the question.
    Set<EntityId> involved() {
        Set<EntityId> involved = new LinkedHashSet<>();
        suspects.stream()
                .filter(suspect -> inView(suspect) && suspect.probability() >= WORTH_FREEZING)
                .forEach(suspect -> involved.addAll(suspect.path()));
        return involved;
    }

    List<Cause> causes(String incident) {
        return suspects.stream()
                .map(suspect -> new Cause(
                        incident,
                        suspect.entity(),
                        suspect.kind(),
                        Math.clamp(suspect.probability(), 0, 1),
                        suspect.path(),
                        suspect.because()))
                .toList();
    }

    private static boolean inView(Suspect suspect) {
        return !suspect.entity().equals(EntityId.NOT_IN_VIEW);
    }

    private static Suspect weighted(Suspect suspect, double probability) {
        return new Suspect(suspect.entity(), suspect.kind(), probability, suspect.path(), suspect.because());
    }
}
