package nightshift.act.interlock;

import java.time.Duration;
import java.time.Instant;
import nightshift.fact.Action;
import nightshift.fact.decision.Guard;
import nightshift.fact.decision.HoldReason;
import nightshift.fact.decision.Remedy;
import nightshift.fact.telemetry.Figure;

/// The same action on the same target is not started again within its rule's cool-down.
final class CoolDown implements Interlock {
    private final CoolDowns ofRules;
    private final Duration otherwise;

    CoolDown(CoolDowns ofRules, Duration otherwise) {
        this.ofRules = ofRules;
        this.otherwise = otherwise;
    }

    @Override
    public Guard judge(Remedy remedy, Situation situation) {
        Action action = remedy.action();
        Duration pause = ofRules.of(remedy.decision().rule().id()).orElse(otherwise);
        for (Remedy other : situation.started().reversed()) {
            Instant over = over(other, action, pause);
            if (situation.now().isBefore(over)) {
                return new Guard(
                        HoldReason.COOL_DOWN.guard(),
                        Guard.Verdict.WAIT,
                        action.type() + " on " + action.target().label() + " was started at " + other.startedAt()
                                + " and cools down until " + over);
            }
        }
        return new Guard(
                HoldReason.COOL_DOWN.guard(), Guard.Verdict.PASS, "not done within the last " + Figure.of(pause));
    }

    private static Instant over(Remedy other, Action action, Duration pause) {
        Action done = other.action();
        Instant started = other.startedAt();
        boolean same = done.type().equals(action.type()) && done.target().equals(action.target());
        return same && started != null ? started.plus(pause) : Instant.MIN;
    }
}
