package nightshift.act.interlock;

import nightshift.fact.decision.Guard;
import nightshift.fact.decision.HoldReason;
import nightshift.fact.decision.Mute;
import nightshift.fact.decision.Remedy;

/// What a person has muted is not begun, and nobody is woken for it. A page that was held by a mute is
/// not sent once its incident is over. One that is about no incident, since Nightshift itself is unwell, can't be
/// muted.
final class Muted implements Interlock {
    private static final String NAME = HoldReason.MUTED.guard();

    @Override
    public Guard judge(Remedy remedy, Situation situation) {
        String incident = remedy.incident();
        if (remedy.escalates() && !situation.belief().open(incident)) {
            return remedy.muted()
                    ? new Guard(NAME, Guard.Verdict.VETO, "incident " + incident + " ended while it was muted")
                    : new Guard(NAME, Guard.Verdict.PASS, "it is about no open incident");
        }
        return situation.mutes().stream()
                .filter(mute -> mute.mutes(remedy.decision().rule().id(), remedy.action(), situation.now()))
                .findFirst()
                .map(mute -> new Guard(NAME, Guard.Verdict.WAIT, word(mute, situation)))
                .orElseGet(() -> new Guard(NAME, Guard.Verdict.PASS, "nobody has muted it"));
    }

    private static String word(Mute mute, Situation situation) {
        return mute.describe(situation.now()) + " (mute " + mute.id() + ")";
    }
}
