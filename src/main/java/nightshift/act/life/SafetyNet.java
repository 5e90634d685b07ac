package nightshift.act.life;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.fact.Action;
import nightshift.fact.ActionType;
import nightshift.fact.Assessment;
import nightshift.fact.Digest;
import nightshift.fact.Fact;
import nightshift.fact.Incident;
import nightshift.fact.RuleMode;
import nightshift.fact.Symptom;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.Disposition;
import nightshift.fact.decision.RuleRef;
import nightshift.fact.decision.Trigger;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Direction;
import nightshift.journal.DecisionRecord;
import nightshift.journal.DecisionState;

/// Sees to it that no incident is forgotten. Where what was tried did not help and no rule goes on, or nothing that
/// helps is done for too long, a human is woken by Java itself, whatever the rules say.
public final class SafetyNet {
    /// In the place of a rule's `@id`.
    static final String RULE = "nightshift-safety-net";

    private final LifeConfig patience;

    public SafetyNet(LifeConfig patience) {
        this.patience = patience;
    }

    /// Escalations that are due and that nobody decided yet.
    ///
    /// @param known all decisions of the open incidents, oldest first
    public List<Decision> due(Assessment belief, List<DecisionRecord> known) {
        List<Decision> due = new ArrayList<>();
        for (Incident incident : belief.incidents()) {
            if (incident.open()) {
                List<DecisionRecord> own = known.stream()
                        .filter(record -> record.decision().incident().equals(incident.id()))
                        .toList();
                why(incident, own, belief.now()).ifPresent(why -> due.add(page(incident, own, why, belief.now())));
            }
        }
        return due;
    }

    private Optional<String> why(Incident incident, List<DecisionRecord> own, Instant now) {
        if (own.stream().anyMatch(SafetyNet::pages) || own.stream().anyMatch(SafetyNet::underWay)) {
            return Optional.empty();
        }
        Optional<DecisionRecord> last =
                own.stream().filter(SafetyNet::tried).max(comparing(record -> ended(record, now)));
        Instant quietSince = last.map(record -> ended(record, now)).orElse(incident.openedAt());
        boolean gaveUp =
                last.isPresent() && last.get().state() != DecisionState.HEALED && nothingSince(quietSince, own);
        if (gaveUp && !now.isBefore(quietSince.plus(patience.nextRung()))) {
            return Optional.of(last.get().decision().action().type() + " ended "
                    + last.get().state() + " (" + last.get().detail() + ") and no rule goes on");
        }
        return now.isBefore(quietSince.plus(patience.untouched()))
                ? Optional.empty()
                : Optional.of("nothing that helps was done for " + patience.untouched());
    }

    private static boolean nothingSince(Instant ended, List<DecisionRecord> own) {
        return own.stream()
                .noneMatch(record -> !record.state().settled()
                        && !record.decision().decidedAt().isBefore(ended));
    }

    private static Instant ended(DecisionRecord record, Instant now) {
        return record.endedAt() == null ? now : record.endedAt();
    }

    /// A human is woken, or about to be.
    private static boolean pages(DecisionRecord record) {
        return record.decision().action().type().equals(ActionType.ESCALATE)
                && (record.startedAt() != null || record.state() == DecisionState.INTENT);
    }

    /// Something is being done, so that its outcome is to be awaited.
    private static boolean underWay(DecisionRecord record) {
        return switch (record.state()) {
            case STARTED, VERIFYING, UNDOING -> true;
            case SHADOWED,
                    SUGGESTED,
                    VETOED,
                    AWAITING_APPROVAL,
                    REJECTED,
                    EXPIRED,
                    INTENT,
                    HEALED,
                    DONE,
                    NOT_HEALED,
                    UNDONE,
                    INCONCLUSIVE,
                    FAILED,
                    UNKNOWN,
                    CANCELLED -> false;
        };
    }

    /// It was tried, or ought to have been, and is over.
    private static boolean tried(DecisionRecord record) {
        return switch (record.state()) {
            case HEALED, NOT_HEALED, UNDONE, INCONCLUSIVE, FAILED, UNKNOWN, EXPIRED, CANCELLED -> true;
            case SHADOWED, SUGGESTED, VETOED, AWAITING_APPROVAL, REJECTED, INTENT, STARTED, VERIFYING, UNDOING, DONE ->
                false;
        };
    }

    private static Decision page(Incident incident, List<DecisionRecord> own, String why, Instant now) {
        String finding = incident.id() + "|" + RULE + "|" + ActionType.ESCALATE + "|"
                + incident.entity().text();
        StringBuilder summary =
                new StringBuilder(incident.title()).append(": ").append(why).append('.');
        for (DecisionRecord record : own) {
            summary.append(' ')
                    .append(record.decision().action().type())
                    .append(" on ")
                    .append(record.decision().action().target().label())
                    .append(": ")
                    .append(record.state())
                    .append('.');
        }
        return new Decision(
                id(finding),
                finding,
                1,
                incident.id(),
                new RuleRef(RULE, "1", RuleMode.AUTO),
                new Action(ActionType.ESCALATE, incident.entity(), Map.of("summary", summary.toString())),
                1,
                Disposition.ACT,
                List.<Fact>of(incident),
                List.of(),
                trigger(incident),
                now);
    }

    private static Trigger trigger(Incident incident) {
        if (incident.symptoms().isEmpty()) {
            return new Trigger(incident.entity(), "", Direction.UP, 0, new Band(0, 0, 0));
        }
        Symptom first = incident.symptoms().getFirst();
        return new Trigger(first.entity(), first.signal(), first.direction(), first.value(), first.expected());
    }

    private static String id(String finding) {
        return Digest.of(finding + "|1", 8);
    }
}
