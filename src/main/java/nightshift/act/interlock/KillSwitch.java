package nightshift.act.interlock;

import nightshift.fact.decision.Command;
import nightshift.fact.decision.Guard;
import nightshift.fact.decision.HoldReason;
import nightshift.fact.decision.Remedy;

/// Nothing is dispatched while automation is paused.
final class KillSwitch implements Interlock {
    @Override
    public Guard judge(Remedy remedy, Situation situation) {
        if (situation.pause().isEmpty()) {
            return new Guard(HoldReason.PAUSED.guard(), Guard.Verdict.PASS, "automation is not paused");
        }
        Command.Pause pause = situation.pause().get();
        return new Guard(
                HoldReason.PAUSED.guard(),
                Guard.Verdict.WAIT,
                "automation was paused by " + pause.principal() + " at " + pause.at()
                        + (pause.reason().isEmpty() ? "" : ": " + pause.reason()));
    }
}
