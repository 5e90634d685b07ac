package nightshift.act.interlock;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nightshift.fact.decision.Guard;
import nightshift.fact.decision.Remedy;
import nightshift.fact.telemetry.Patience;

/// The interlocks in force, in the order in which people read them. All are asked, also after one said no, so that an
/// explanation shows all of them.
public final class Interlocks {
    private final List<Interlock> beforeActing;
    private final List<Interlock> beforePaging;
    private final List<Interlock> beforePagingAgain;
    private final List<Interlock> beforeResending;
    private final List<Interlock> beforeUndoing;
    private final List<Interlock> beforeAsking;
    private final List<Interlock> beforeCalling;

    /// @param young how old data may be that an effect rests on
    public Interlocks(InterlockConfig limits, Patience young, CoolDowns coolDowns) {
        Interlock killSwitch = new KillSwitch();
        Interlock mute = new Muted();
        Interlock journal = new JournalWritable();
        Interlock floor = new ConfidenceFloor(limits.confidenceFloor());
        Interlock storm = new StormMode(limits.storm());
        Interlock reversal = new HumanReversal(limits.reversal());
        Interlock gap = new AfterGap();
        Interlock precondition = new Precondition(young);
        Interlock radius =
                new BlastRadius(limits.atOnce().services(), limits.atOnce().share());
        Interlock namespace = new NamespaceCap(limits.atOnce().inNamespace());
        beforeActing = List.of(
                killSwitch,
                mute,
                journal,
                new OnlyOnce(),
                floor,
                storm,
                gap,
                precondition,
                reversal,
                new OneAtATime(),
                new CoolDown(coolDowns, limits.coolDown()),
                radius,
                namespace,
                new IneffectiveChain(limits.perHour().onOne()),
                new ActionBudget(limits.perHour().actions()));
        beforePaging = List.of(mute, journal, new OnlyOnce(), new OnePage());
        beforePagingAgain = List.of(journal);
        beforeResending =
                List.of(killSwitch, mute, journal, floor, storm, gap, precondition, reversal, radius, namespace);
        beforeUndoing = List.of(killSwitch, journal, gap);
        beforeAsking = List.of(mute);
        beforeCalling = List.of(killSwitch, journal);
    }

    /// Before something is started. A page is held up by nothing but a mute and the journal, and not sent
    /// twice.
    public Verdicts beforeStart(Remedy remedy, Situation situation) {
        boolean page = remedy.escalates();
        return ask(page ? beforePaging : beforeActing, remedy, situation);
    }

    /// Before an order is sent once more that never arrived: all that spoke for it must hold still.
    public Verdicts beforeResend(Remedy remedy, Situation situation) {
        return ask(remedy.escalates() ? beforePagingAgain : beforeResending, remedy, situation);
    }

    /// Before what was done is undone. That it got worse is verification's to say.
    public Verdicts beforeUndoing(Remedy remedy, Situation situation) {
        return ask(beforeUndoing, remedy, situation);
    }

    /// Before a person is asked for it, or asked once more.
    public Verdicts beforeAsking(Remedy remedy, Situation situation) {
        return ask(beforeAsking, remedy, situation);
    }

    /// Before a target is told to stop, or asked what would happen for a person to see.
    public Verdicts beforeCalling(Remedy remedy, Situation situation) {
        return ask(beforeCalling, remedy, situation);
    }

    private static Verdicts ask(List<Interlock> interlocks, Remedy remedy, Situation situation) {
        List<Guard> said = interlocks.stream()
                .map(interlock -> interlock.judge(remedy, situation))
                .toList();
        return new Verdicts(merged(remedy.guards(), said, situation.now()), said);
    }

    /// The last verdict of each name, policies first, each with the turn since which it stands.
    private static List<Guard> merged(List<Guard> before, List<Guard> said, Instant now) {
        Map<String, Guard> byName = new LinkedHashMap<>();
        before.forEach(guard -> byName.put(guard.name(), guard));
        said.forEach(guard -> byName.put(guard.name(), guard.after(byName.get(guard.name()), now)));
        return new ArrayList<>(byName.values());
    }

    /// @param guards for the record: the last of each name
    /// @param said by the interlocks just now
    public record Verdicts(List<Guard> guards, List<Guard> said) {
        /// Whether nothing speaks against it.
        public boolean pass() {
            return strictest().verdict() == Guard.Verdict.PASS;
        }

        /// The strictest verdict. Approval comes before waiting: a person may as well be asked meanwhile; but nobody
        /// is asked for what is muted.
        public Guard strictest() {
            Guard waits = find(Guard.Verdict.WAIT, said.getFirst());
            Guard asks = find(Guard.Verdict.APPROVAL, waits);
            Guard muted = said.stream().filter(Guard::mutes).findFirst().orElse(asks);
            return find(Guard.Verdict.VETO, muted);
        }

        private Guard find(Guard.Verdict verdict, Guard otherwise) {
            return said.stream()
                    .filter(guard -> guard.verdict() == verdict)
                    .findFirst()
                    .orElse(otherwise);
        }
    }
}
