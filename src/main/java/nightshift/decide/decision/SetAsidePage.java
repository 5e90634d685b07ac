package nightshift.decide.decision;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import nightshift.decide.rulefile.RuleFiles;
import nightshift.fact.Action;
import nightshift.fact.ActionType;
import nightshift.fact.DeadLetter;
import nightshift.fact.RuleMode;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.Disposition;
import nightshift.fact.decision.RuleRef;
import nightshift.fact.decision.Trigger;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.SignalMeaning;

/// Wakes a person because something could not be taken in: part of what production does is not seen any more, or
/// something a person ordered is not done. It belongs to no incident; one page a day is sent, since an
/// interlock lets an incident wake a person once.
public final class SetAsidePage {
    /// In the place of a rule's `@id`.
    static final String RULE = "nightshift-set-aside";

    /// In the place of an incident.
    private static final String INCIDENT = "nightshift";

    private static final EntityId SELF = EntityId.service("", "nightshift");

    private SetAsidePage() {}

    /// @param letters not empty
    public static Decision of(List<DeadLetter> letters, Instant now) {
        DeadLetter first = letters.getFirst();
        String finding = String.join("|", INCIDENT, RULE, ActionType.ESCALATE, SELF.text());
        String more = letters.size() == 1 ? "" : " and " + (letters.size() - 1) + " more";
        return new Decision(
                RuleFiles.hash(finding + "#" + now),
                finding,
                1,
                INCIDENT,
                new RuleRef(RULE, "1", RuleMode.AUTO),
                new Action(
                        ActionType.ESCALATE,
                        SELF,
                        Map.of("summary", "Nightshift could not take everything in: " + first.describe() + more)),
                1,
                Disposition.ACT,
                List.of(),
                List.of(),
                new Trigger(SELF, "", SignalMeaning.NONE, Direction.UP, 0, new Band(0, 0, 0)),
                now);
    }
}
