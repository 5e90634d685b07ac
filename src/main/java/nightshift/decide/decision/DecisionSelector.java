package nightshift.decide.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    /// The decisions of this turn; remembers them.
    public List<Decision> decide(List<Judged> judged, Instant now) {
        List<Decision> decisions = new ArrayList<>();
        Set<String> attended = new HashSet<>();
        for (Judged each : judged.stream().sorted(ORDER).toList()) {
            decide(each, attended, now).ifPresent(decisions::add);
        }
        return decisions;
    }

    private Optional<Decision> decide(Judged judged, Set<String> attended, Instant now) {
        Wish finding = judged.finding();
        if (decided.knows(finding)) {
            return Optional.empty();
        }
        Optional<Decision> decision = judged.judgement()
                .disposition(finding.rule().mode())
                .filter(disposition -> inTurn(finding, disposition, attended))
                .map(disposition ->
                        finding.decide(disposition, judged.judgement().guards(), now));
        decision.ifPresent(decided::add);
        return decision;
    }

    private boolean inTurn(Wish finding, Disposition disposition, Set<String> attended) {
        String incident = finding.proposal().incident();
        return switch (disposition) {
            case SHADOW, SUGGEST, VETOED -> true;
            case ACT, AWAIT_APPROVAL ->
                finding.escalates()
                        ? !decided.escalated(incident) && !attended.contains(incident)
                        : !decided.busy(incident) && attended.add(incident);
        };
    }
}
