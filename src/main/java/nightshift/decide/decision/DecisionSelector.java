package nightshift.decide.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nightshift.fact.DeadLetters;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.Disposition;

/// Turns the judged wishes of a turn into decisions: what may be done at once before what waits for a
/// person, so that nobody is asked for what is not needed; of those the clearest first; one
/// remedy at a time for an incident, one call for help an incident, and nothing twice. What is not decided
/// now is found again in the next turn, if it still holds. Made for one turn.
public final class DecisionSelector {
    private static final Comparator<Judged> ORDER = Comparator.comparing(
                    (Judged judged) -> judged.wish().escalates())
            .thenComparing(Judged::waits)
            .thenComparing(judged -> -judged.wish().proposal().confidence())
            .thenComparing(judged -> judged.wish().key());

    private final PriorDecisions prior;

    public DecisionSelector(PriorDecisions prior) {
        this.prior = prior;
    }

    /// @param wish what is wanted
    /// @param judgement what policies say of it
    public record Judged(Wish wish, Judgement judgement) {
        private boolean waits() {
            return judgement.disposition(wish.rule().mode()).equals(Optional.of(Disposition.AWAIT_APPROVAL));
        }
    }

    /// The decisions of this turn, which join the prior ones.
    ///
    /// @param letters where wishes go that can't be decided
    public List<Decision> decide(List<Judged> judged, DeadLetters letters, Instant now) {
        List<Decision> decisions = new ArrayList<>();
        Set<String> attended = new HashSet<>();
        for (Judged each : judged.stream().sorted(ORDER).toList()) {
            letters.deliver(
                    "wish " + each.wish().key(),
                    () -> decide(each, attended, now).ifPresent(decisions::add));
        }
        return decisions;
    }

    private Optional<Decision> decide(Judged judged, Set<String> attended, Instant now) {
        Wish wish = judged.wish();
        if (prior.knows(wish)) {
            return Optional.empty();
        }
        Optional<Decision> decision = judged.judgement()
                .disposition(wish.rule().mode())
                .filter(disposition -> inTurn(wish, disposition, attended))
                .map(disposition -> wish.decide(disposition, judged.judgement().guards(), now));
        decision.ifPresent(prior::add);
        return decision;
    }

    private boolean inTurn(Wish wish, Disposition disposition, Set<String> attended) {
        String incident = wish.proposal().incident();
        return switch (disposition) {
            case SHADOW, SUGGEST, VETOED -> true;
            case ACT, AWAIT_APPROVAL ->
                wish.escalates()
                        ? !prior.escalated(incident) && !attended.contains(incident)
                        : !prior.busy(wish, disposition) && attended.add(incident);
        };
    }
}
