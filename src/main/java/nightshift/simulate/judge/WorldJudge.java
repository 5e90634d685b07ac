package nightshift.simulate.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nightshift.fact.telemetry.EntityId;
import nightshift.simulate.trial.WorldCatalogue;

/// Judges what happened in one generated world, by values alone. Nothing is excluded: what can't be judged is a
/// failure.
public final class WorldJudge {
    /// An incident has to be open so many seconds after users were first worse.
    static final int SEEN_WITHIN = 60;

    /// Or so many exports of the root, where these take longer.
    static final int SEEN_WITHIN_STEPS = 3;

    /// How much worse than the twin in which nobody acted users may fare before it is called harm: 5 % ...
    static final double TOLERANCE = 1.05;

    /// ... and so many error-seconds: one entry wholly broken for 5 s is what any restart may cost.
    static final double SLACK = 5;

    /// For slowness: users may be worse for so many more seconds than they are better.
    static final int WORSE_SECONDS = 60;

    private final WorldCatalogue catalogue;

    public WorldJudge(WorldCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    public WorldVerdict judge(WorldTruth truth, Testimony said) {
        return new WorldVerdict(
                truth.faults().stream()
                        .map(fault -> onFault(fault, truth, said))
                        .toList(),
                falseActions(truth),
                harmful(truth.fare()),
                (int) said.decisions().stream().filter(Testimony.Wish::page).count());
    }

    private WorldVerdict.OnFault onFault(WorldTruth.Fault fault, WorldTruth truth, Testimony said) {
        List<Testimony.Blame> first = firstStatement(fault, truth, said);
        Optional<Testimony.Blame> blamed = first.stream()
                .filter(blame -> !ofAnother(blame.entity(), fault, truth))
                .findFirst();
        boolean proposed = said.decisions().stream()
                .anyMatch(wish -> wish.proposed()
                        && wish.second() >= fault.onset()
                        && fault.remedies().stream().anyMatch(wish::is));
        return new WorldVerdict.OnFault(
                fault.kind(),
                seen(fault, truth, said),
                blamed.filter(blame -> isRoot(blame.entity(), fault)).isPresent(),
                blamed.filter(blame -> catalogue.fault(fault.kind()).kinds().contains(blame.kind()))
                        .isPresent(),
                proposed,
                fault.back() && remedied(fault, truth),
                fault.healable(),
                young(fault));
    }

    /// An incident that began with this fault or with one before it is open when it has to be at the latest. Where
    /// users never felt the fault there is time until the end.
    private static boolean seen(WorldTruth.Fault fault, WorldTruth truth, Testimony said) {
        int latest = latest(fault, truth);
        return candidates(truth, said).stream().anyMatch(one -> one.opened() <= latest && one.closed() > fault.onset());
    }

    static int latest(WorldTruth.Fault fault, WorldTruth truth) {
        return fault.felt().isPresent()
                ? fault.felt().getAsInt() + Math.max(SEEN_WITHIN, SEEN_WITHIN_STEPS * fault.step())
                : truth.ends();
    }

    /// What was said first about a fault: the opening of the first incident after its onset; else, where it joined
    /// one that was open for another fault, what was said there first once users felt it.
    private static List<Testimony.Blame> firstStatement(WorldTruth.Fault fault, WorldTruth truth, Testimony said) {
        List<Testimony.Case> candidates = candidates(truth, said);
        Optional<Testimony.Said> opening = candidates.stream()
                .filter(one -> one.opened() >= fault.onset())
                .findFirst()
                .flatMap(one -> one.said().stream().findFirst());
        int felt = fault.felt().orElse(fault.onset());
        return opening.or(() -> candidates.stream()
                        .filter(one -> one.closed() > felt)
                        .flatMap(one -> one.said().stream())
                        .filter(one -> one.second() >= felt)
                        .min(Comparator.comparingInt(Testimony.Said::second)))
                .map(Testimony.Said::causes)
                .orElse(List.of());
    }

    /// Incidents that can be about a fault: none was open before the first.
    private static List<Testimony.Case> candidates(WorldTruth truth, Testimony said) {
        int first =
                truth.faults().stream().mapToInt(WorldTruth.Fault::onset).min().orElse(0);
        return said.incidents().stream().filter(one -> one.opened() >= first).toList();
    }

    /// Whether somebody is rightly blamed for another fault that is there at the same time: it takes no rank away.
    private static boolean ofAnother(EntityId entity, WorldTruth.Fault fault, WorldTruth truth) {
        return !isRoot(entity, fault)
                && truth.faults().stream().anyMatch(other -> !other.equals(fault) && isRoot(entity, other));
    }

    static boolean isRoot(EntityId entity, WorldTruth.Fault fault) {
        return fault.roots().stream().anyMatch(root -> names(entity.service(), root));
    }

    /// Something of ours is named by namespace and name; the namespace may be missing where no other has the name.
    /// What is not ours tells nobody its namespace: it is known by its name or its host's.
    private static boolean names(EntityId entity, WorldTruth.Root root) {
        String name = root.service().name();
        if (!root.ours()) {
            return entity.name().equals(name) || entity.name().startsWith(name + ".");
        }
        boolean anywhere = entity.namespace().isEmpty() && root.alone();
        return entity.name().equals(name)
                && (anywhere || entity.namespace().equals(root.service().namespace()));
    }

    private static boolean remedied(WorldTruth.Fault fault, WorldTruth truth) {
        return truth.deeds().stream()
                .anyMatch(deed -> deed.second() >= fault.onset()
                        && fault.remedies().stream().anyMatch(deed::is));
    }

    private boolean young(WorldTruth.Fault fault) {
        return fault.onset() / fault.step() < catalogue.youngBelow();
    }

    private static List<String> falseActions(WorldTruth truth) {
        List<String> wrong = new ArrayList<>();
        for (WorldTruth.Deed deed : truth.deeds()) {
            boolean accepted = truth.faults().stream()
                    .filter(fault -> fault.onset() <= deed.second())
                    .flatMap(fault -> fault.remedies().stream())
                    .anyMatch(deed::is);
            if (!accepted) {
                wrong.add(
                        deed.type() + " on " + deed.namespace() + "/" + deed.service() + " at second " + deed.second());
            }
        }
        return wrong;
    }

    private static boolean harmful(WorldTruth.Fare fare) {
        return fare.errorSeconds() > fare.twinErrorSeconds() * TOLERANCE + SLACK
                || fare.worseSeconds() - fare.betterSeconds() > WORSE_SECONDS;
    }
}
