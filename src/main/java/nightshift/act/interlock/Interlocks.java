package nightshift.act.interlock;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nightshift.fact.decision.Guard;
import nightshift.fact.decision.Remedy;

/// The interlocks in force, in the order in which people read them. All are asked, also after one said no, so that an
/// explanation shows all of them.
public final class Interlocks {
    private final List<Interlock> beforeActing;
    private final List<Interlock> beforePaging;
    private final List<Interlock> beforeUndoing;

    public Interlocks(InterlockConfig limits, CoolDowns coolDowns) {
        beforeActing = List.of(
                new KillSwitch(),
                new JournalWritable(),
                new OnlyOnce(),
                new ConfidenceFloor(limits.confidenceFloor()),
                new StormMode(limits.stormIncidents()),
                new Precondition(),
                new OneAtATime(),
                new CoolDown(coolDowns, limits.coolDown()),
                new BlastRadius(limits.targetsAtOnce(), limits.shareOfServices()),
                new ActionBudget(limits.actionsPerHour()));
        beforePaging = List.of(new JournalWritable(), new OnlyOnce(), new OnePage());
        beforeUndoing = List.of(new KillSwitch(), new JournalWritable());
    }

    /// Before something is started. A page is held up by nothing but the journal, and not sent twice.
    public Verdicts beforeStart(Remedy remedy, Situation situation) {
        boolean page = remedy.escalates();
        return ask(page ? beforePaging : beforeActing, remedy, situation);
    }

    /// Before an order is sent once more, or undone.
    public Verdicts beforeFollowUp(Remedy remedy, Situation situation) {
        return ask(beforeUndoing, remedy, situation);
    }

    private static Verdicts ask(List<Interlock> interlocks, Remedy remedy, Situation situation) {
        List<Guard> said = interlocks.stream()
                .map(interlock -> interlock.judge(remedy, situation))
                .toList();
        return new Verdicts(merged(remedy.guards(), said), said);
    }

    /// The last verdict of each name, policies first.
    private static List<Guard> merged(List<Guard> before, List<Guard> said) {
        Map<String, Guard> byName = new LinkedHashMap<>();
        before.forEach(guard -> byName.put(guard.name(), guard));
        said.forEach(guard -> byName.put(guard.name(), guard));
        return new ArrayList<>(byName.values());
    }

    /// @param guards for the record: the last of each name
    /// @param said by the interlocks just now
    public record Verdicts(List<Guard> guards, List<Guard> said) {
        /// The strictest verdict. Approval comes before waiting: a person may as well be asked meanwhile.
        public Guard strictest() {
            return find(Guard.Verdict.VETO, find(Guard.Verdict.APPROVAL, find(Guard.Verdict.WAIT, said.getFirst())));
        }

        private Guard find(Guard.Verdict verdict, Guard otherwise) {
            return said.stream()
                    .filter(guard -> guard.verdict() == verdict)
                    .findFirst()
                    .orElse(otherwise);
        }
    }
}
