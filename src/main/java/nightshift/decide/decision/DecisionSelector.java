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
import nightshift.fact.decision.Hold;
import nightshift.fact.decision.HoldReason;

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
    private final List<Hold> held = new ArrayList<>();

    public DecisionSelector(PriorDecisions prior) {
        this.prior = prior;
    }

    /// @param wish what is wanted
    /// @param judgement what policies say of it
    public record Judged(Wish wish, Judgement judgement) {
        private boolean waits() {
            return disposition().equals(Optional.of(Disposition.AWAIT_APPROVAL));
        }

        private Optional<Disposition> disposition() {
            return judgement.disposition(wish.rule().mode());
        }
    }

    /// What came to no decision in this turn, and why.
    public List<Hold> held() {
        return List.copyOf(held);
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
        Optional<Hold> hold = hold(judged, attended, now);
        if (hold.isPresent()) {
            held.add(hold.get());
            return Optional.empty();
        }
        Optional<Decision> decision = judged.disposition()
                .map(disposition -> wish.decide(disposition, judged.judgement().guards(), now));
        decision.ifPresent(prior::add);
        return decision;
    }

    /// What keeps it from being decided now; what nothing keeps takes its incident's place in this turn.
    private Optional<Hold> hold(Judged judged, Set<String> attended, Instant now) {
        Optional<Disposition> disposition = judged.disposition();
        return disposition.isEmpty()
                ? Optional.of(judged.wish().heldBy(judged.judgement().strictest(), now))
                : outOfTurn(judged.wish(), disposition.get(), attended, now);
    }

    private Optional<Hold> outOfTurn(Wish wish, Disposition disposition, Set<String> attended, Instant now) {
        String incident = wish.proposal().incident();
        return switch (disposition) {
            case SHADOW, SUGGEST, VETOED -> Optional.empty();
            case ACT, AWAIT_APPROVAL -> {
                if (wish.escalates()) {
                    yield prior.escalated(incident) || attended.contains(incident)
                            ? Optional.of(wish.held(HoldReason.PAGED, "a person was called for this incident", now))
                            : Optional.empty();
                }
                Optional<String> busy = prior.busy(wish, disposition);
                yield busy.map(other -> wish.held(HoldReason.BUSY, other, now))
                        .or(() -> attended.add(incident)
                                ? Optional.empty()
                                : Optional.of(wish.held(HoldReason.OUTRANKED, "it has its turn next", now)));
            }
        };
    }
}
