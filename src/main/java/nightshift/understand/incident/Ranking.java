package nightshift.understand.incident;

import java.time.Instant;
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
import org.jspecify.annotations.Nullable;

/// What is believed about the cause of one incident: by falling probability, summing to 1. A turn's ranking
/// is believed by half, so that one odd window does not send an action to the wrong service.
///
/// While symptoms recede the evidence thins out and says less and less, which is no reason to believe
/// less: a ranking that is far less sure than the surest one so far changes nothing, and the kind of
/// failure changes only for evidence at least as good as that which gave it. Unless the evidence turns:
/// what speaks now for another, far more than for who was named, and goes on to, is better evidence
/// than what was once seen. See [IncidentConfig.Turned].
///
/// @param suspects by falling probability
/// @param surest the best certainty that any turn's ranking had
/// @param other what the last rankings say instead
record Ranking(
        List<Suspect> suspects, double surest, @Nullable Other other) {
    private static final double TRUST = 0.5;
    /// Likelier than not.
    private static final double LIKELY = 0.5;
    private static final double NEGLIGIBLE = 0.0005;
    private static final double WORTH_FREEZING = 0.05;

    Ranking {
        suspects = List.copyOf(suspects);
    }

    /// Another cause, or another kind of failure, than the one that is believed.
    ///
    /// @param since when it was first said without a break
    private record Other(EntityId entity, FailureKind kind, Instant since) {
        private boolean says(Suspect suspect) {
            return entity.equals(suspect.entity()) && kind == suspect.kind();
        }
    }

    /// A first one.
    static Ranking of(List<Suspect> suspects) {
        return new Ranking(suspects, certainty(suspects), null);
    }

    static Ranking restored(List<Cause> causes) {
        return of(causes.stream()
                .map(cause ->
                        new Suspect(cause.entity(), cause.kind(), cause.probability(), cause.path(), cause.because()))
                .toList());
    }

    /// Takes in a turn's ranking.
    ///
    /// @param treatment what was done about it already: what then looks like another kind of failure
    ///     may be the action's own doing, so a suspect keeps the kind it had; and who was proven to be
    ///     healed over windows is not who makes others suffer still, so that nothing more is to be
    ///     waited for
    Ranking then(List<Suspect> latest, Instant now, Treatment treatment, IncidentConfig.Turned turned) {
        double sure = certainty(latest);
        if (suspects.isEmpty()) {
            return of(latest);
        }
        boolean receding = sure < surest - turned.margin();
        boolean thin = sure < turned.margin();
        boolean acted = treatment.any();
        Other says = other(latest, now, turned, thin || acted);
        EntityId named = suspects.getFirst().entity();
        boolean insists = says != null
                && (treatment.healed(named) || !now.isBefore(says.since().plus(turned.insists())));
        if (says != null && insists && !says.entity().equals(named)) {
            return of(latest);
        }
        if (receding && !insists) {
            return new Ranking(suspects, surest, says);
        }
        boolean better = insists || sure >= surest && !acted;
        Map<EntityId, Suspect> merged = new LinkedHashMap<>();
        suspects.forEach(before -> merged.put(before.entity(), weighted(before, before.probability() * (1 - TRUST))));
        for (Suspect suspect : latest) {
            Suspect before = merged.get(suspect.entity());
            double probability = suspect.probability() * TRUST + (before == null ? 0 : before.probability());
            merged.put(suspect.entity(), weighted(told(before, suspect, better), probability));
        }
        merged.values().removeIf(suspect -> suspect.probability() < NEGLIGIBLE && inView(suspect));
        return new Ranking(normalised(merged.values()), Math.max(surest, sure), says);
    }

    /// What a ranking says instead of what is believed: somebody else, likelier than not, and far
    /// likelier than who is named; or of the same one another kind of failure.
    ///
    /// @param kept whether the kind is to be kept
    private @Nullable Other other(List<Suspect> latest, Instant now, IncidentConfig.Turned turned, boolean kept) {
        Suspect first = latest.getFirst();
        Suspect named = suspects.getFirst();
        boolean same = first.entity().equals(named.entity());
        boolean differs = same
                ? !kept && first.kind() != named.kind() && first.kind() != FailureKind.UNKNOWN
                : inView(first)
                        && first.probability() > LIKELY
                        && first.probability() >= turned.times() * probability(named.entity(), latest);
        if (!differs) {
            return null;
        }
        return other != null && other.says(first) ? other : new Other(first.entity(), first.kind(), now);
    }

    private static double probability(EntityId entity, List<Suspect> suspects) {
        return suspects.stream()
                .filter(suspect -> suspect.entity().equals(entity))
                .mapToDouble(Suspect::probability)
                .sum();
    }

    private static Suspect told(@Nullable Suspect before, Suspect now, boolean better) {
        return before == null || better || before.kind() == FailureKind.UNKNOWN ? now : before;
    }

    /// Logarithm of the odds that the cause is in view.
    private static double certainty(List<Suspect> suspects) {
        double doubt = suspects.stream()
                .filter(suspect -> !inView(suspect))
                .mapToDouble(Suspect::probability)
                .sum();
        double least = Math.max(1e-6, doubt);
        return Math.log(Math.max(1e-6, 1 - least) / least);
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
