package nightshift.decide.decision;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.fact.Action;
import nightshift.fact.ActionType;
import nightshift.fact.Assessment;
import nightshift.fact.Incident;
import nightshift.fact.Proposal;
import nightshift.fact.RuleMode;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Disposition;
import nightshift.fact.decision.Remedy;
import nightshift.fact.decision.RuleRef;
import nightshift.fact.telemetry.Figure;

/// Sees to it that no incident that users feel at present is forgotten. Where what was tried did not help
/// and no rule goes on, or nothing that helps is done for too long, a human is woken by Java itself,
/// whatever the rules say. So it is where an action can't be stopped, whether users feel anything or not.
public final class SafetyNet {
    /// In the place of a rule's `@id`.
    public static final String RULE = "nightshift-safety-net";

    private final DecisionConfig patience;

    public SafetyNet(DecisionConfig patience) {
        this.patience = patience;
    }

    /// Pages that are due and that nobody decided yet.
    ///
    /// @param remedies all of the open incidents, those that were decided in this turn too
    public List<Decision> due(Assessment belief, List<Remedy> remedies) {
        List<Decision> due = new ArrayList<>();
        for (Incident incident : belief.openIncidents()) {
            List<Remedy> own = remedies.stream()
                    .filter(remedy -> remedy.incident().equals(incident.id()))
                    .toList();
            why(incident, own, belief.now())
                    .or(() -> stuck(own))
                    .map(why -> page(incident, own, why, belief))
                    .filter(page -> own.stream().noneMatch(remedy -> remedy.id().equals(page.id())))
                    .ifPresent(due::add);
        }
        return due;
    }

    private static Optional<String> stuck(List<Remedy> own) {
        return own.stream().anyMatch(SafetyNet::pages)
                ? Optional.empty()
                : own.stream()
                        .filter(Remedy::stuck)
                        .findFirst()
                        .map(remedy -> remedy.action().type() + " on "
                                + remedy.action().target().label() + " does not end: " + remedy.detail());
    }

    private Optional<String> why(Incident incident, List<Remedy> own, Instant now) {
        if (!incident.hurts()
                || own.stream()
                        .anyMatch(remedy -> pages(remedy) || remedy.state().acting())) {
            return Optional.empty();
        }
        Optional<Remedy> last =
                own.stream().filter(remedy -> remedy.state().tried()).max(comparing(Remedy::since));
        Instant quietSince = last.map(Remedy::since).orElse(incident.openedAt());
        boolean gaveUp =
                last.isPresent() && last.get().state() != DecisionState.HEALED && nothingSince(quietSince, own);
        if (gaveUp && !now.isBefore(quietSince.plus(patience.nextRung()))) {
            return Optional.of(last.get().action().type() + " ended "
                    + last.get().state() + " (" + last.get().detail() + ") and no rule goes on");
        }
        return now.isBefore(quietSince.plus(patience.untouched()))
                ? Optional.empty()
                : Optional.of("nothing that helps was done for " + Figure.of(patience.untouched()));
    }

    private static boolean nothingSince(Instant ended, List<Remedy> own) {
        return own.stream()
                .noneMatch(remedy -> !remedy.state().settled()
                        && !remedy.decision().decidedAt().isBefore(ended));
    }

    /// A human is woken, or about to be.
    private static boolean pages(Remedy remedy) {
        return remedy.escalates() && (remedy.startedAt() != null || remedy.state() == DecisionState.INTENT);
    }

    private static Decision page(Incident incident, List<Remedy> own, String why, Assessment belief) {
        StringBuilder summary =
                new StringBuilder(incident.title()).append(": ").append(why).append('.');
        for (Remedy remedy : own) {
            summary.append(' ')
                    .append(remedy.action().type())
                    .append(" on ")
                    .append(remedy.action().target().label())
                    .append(": ")
                    .append(remedy.state())
                    .append('.');
        }
        Proposal proposal = new Proposal(
                RULE,
                RuleMode.AUTO,
                incident.id(),
                new Action(ActionType.ESCALATE, incident.entity(), Map.of("summary", summary.toString())),
                1,
                List.of(incident));
        Wish wish = new Wish(
                proposal,
                new RuleRef(RULE, "1", RuleMode.AUTO),
                1,
                new Grounds(proposal.because(), belief).trigger(incident));
        return wish.decide(Disposition.ACT, List.of(), belief.now());
    }
}
