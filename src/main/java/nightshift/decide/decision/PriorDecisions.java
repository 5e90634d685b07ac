package nightshift.decide.decision;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nightshift.fact.Outcome;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Disposition;
import nightshift.fact.decision.Remedy;

/// What was decided for the open incidents so far, which is why nothing is decided twice. Made anew for each turn from
/// the remedies; what the turn decides joins them.
public final class PriorDecisions {
    /// Nobody is asked for it any more, and nobody refused it.
    private static final Set<DecisionState> LET_GO = Set.of(DecisionState.EXPIRED, DecisionState.CANCELLED);

    private final List<Remedy> remedies;
    private final Set<String> ids = new HashSet<>();

    /// @param remedies of the incidents that are open
    public PriorDecisions(List<Remedy> remedies) {
        this.remedies = new ArrayList<>(remedies);
        remedies.forEach(remedy -> ids.add(remedy.id()));
    }

    void add(Decision decision) {
        remedies.add(Remedy.of(decision));
        ids.add(decision.id());
    }

    public List<Remedy> remedies() {
        return List.copyOf(remedies);
    }

    /// What came of those that are settled: facts that rules match, and that the ladder builds on.
    public List<Outcome> outcomes() {
        return remedies.stream()
                .filter(PriorDecisions::over)
                .map(Remedy::outcome)
                .toList();
    }

    /// Whether a wish was decided before. What a rule wants anew because of what came of it is another wish.
    public boolean knows(Wish wish) {
        return ids.contains(wish.id());
    }

    /// What is under way, in one sentence: one remedy at a time, or none can be judged. It stays so when a person or an
    /// interlock held the remedy back, of which no outcome tells: such an incident is theirs. What a person
    /// is asked for, or was and did not answer, holds up nothing but to be asked for the same once more,
    /// and what is muted holds up nothing.
    Optional<String> busy(Wish wish, Disposition disposition) {
        return remedies.stream()
                .filter(remedy -> remedy.incident().equals(wish.proposal().incident()))
                .filter(remedy -> acts(remedy) && !remedy.escalates() && !over(remedy))
                .filter(remedy -> !LET_GO.contains(remedy.state()) && !remedy.muted())
                .filter(remedy -> remedy.state() != DecisionState.AWAITING_APPROVAL
                        || disposition == Disposition.AWAIT_APPROVAL && asksFor(wish, remedy))
                .findFirst()
                .map(remedy -> remedy.action().type() + " on "
                        + remedy.action().target().label() + " by "
                        + remedy.decision().rule().id() + " (decision "
                        + remedy.id() + ") comes first");
    }

    private static boolean asksFor(Wish wish, Remedy remedy) {
        return remedy.action().type().equals(wish.proposal().type())
                && remedy.action().target().equals(wish.proposal().target());
    }

    /// Whether a person was woken already.
    boolean escalated(String incident) {
        return remedies.stream()
                .anyMatch(remedy -> remedy.incident().equals(incident) && acts(remedy) && remedy.escalates());
    }

    private static boolean acts(Remedy remedy) {
        return remedy.decision().disposition().acts();
    }

    private static boolean over(Remedy remedy) {
        return remedy.state().settled() && remedy.told();
    }
}
