package nightshift.decide.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nightshift.fact.DeadLetters;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.Disposition;

/// Turns the judged findings of a turn into decisions: the clearest first, one remedy at a time for an incident, one
/// call for help an incident, and nothing twice. What is not decided now is found again in the next turn, if it still
/// holds. Owned by the loop's thread.
public final class DecisionSelector {
    private static final Comparator<Judged> ORDER = Comparator.comparing(
                    (Judged judged) -> judged.finding().escalates())
            .thenComparing(judged -> -judged.finding().proposal().confidence())
            .thenComparing(judged -> judged.finding().key());

    private final Decided decided;

    public DecisionSelector(Decided decided) {
        this.decided = decided;
    }

    /// @param finding what is wanted
    /// @param judgement what policies say of it
    public record Judged(Wish finding, Judgement judgement) {}

    /// The decisions of this turn. Nothing is remembered: that is done when all of them are made.
    ///
    /// @param letters where findings go that can't be decided
    public List<Decision> decide(List<Judged> judged, DeadLetters letters, Instant now) {
        Turn turn = new Turn();
        for (Judged each : judged.stream().sorted(ORDER).toList()) {
            letters.deliver("finding " + each.finding().key(), () -> decide(each, turn, now));
        }
        return turn.decisions;
    }

    /// What was decided in this turn.
    private static final class Turn {
        private final List<Decision> decisions = new ArrayList<>();
        private final Set<String> keys = new HashSet<>();
        private final Set<String> attended = new HashSet<>();
        private final Set<String> woken = new HashSet<>();
    }

    private void decide(Judged judged, Turn turn, Instant now) {
        Wish finding = judged.finding();
        if (decided.knows(finding) || turn.keys.contains(finding.key())) {
            return;
        }
        judged.judgement()
                .disposition(finding.rule().mode())
                .filter(disposition -> inTurn(finding, disposition, turn))
                .map(disposition ->
                        finding.decide(disposition, judged.judgement().guards(), now))
                .ifPresent(decision -> {
                    turn.keys.add(finding.key());
                    turn.decisions.add(decision);
                });
    }

    private boolean inTurn(Wish finding, Disposition disposition, Turn turn) {
        String incident = finding.proposal().incident();
        return switch (disposition) {
            case SHADOW, SUGGEST, VETOED -> true;
            case ACT, AWAIT_APPROVAL ->
                finding.escalates()
                        ? !decided.escalated(incident) && !turn.attended.contains(incident) && turn.woken.add(incident)
                        : !decided.busy(incident) && turn.attended.add(incident);
        };
    }
}
