package nightshift.act.life;

import java.time.Duration;
import java.util.Map;
import nightshift.act.verify.Deadlines;
import nightshift.fact.ActionType;

/// How patient a run is with people, targets and rules.
///
/// @param approval how long a decision waits for a person before it expires
/// @param unknown how long a target that can't tell is asked again
/// @param askAgain the first pause between two questions to a target; it doubles up to eight times itself
/// @param running how long an action may run before it is cancelled, by type
/// @param nextRung how long rules have to propose something after an action that did not help
/// @param untouched how long an open incident may go without an action that helps before a human is woken
public record LifeConfig(
        Duration approval,
        Duration unknown,
        Duration askAgain,
        Deadlines running,
        Duration nextRung,
        Duration untouched) {
    public static LifeConfig defaults() {
        return new LifeConfig(
                Duration.ofHours(1),
                Duration.ofMinutes(5),
                Duration.ofSeconds(5),
                new Deadlines(Map.of(ActionType.POOL_RECYCLE, Duration.ofMinutes(2)), Duration.ofMinutes(10)),
                Duration.ofSeconds(45),
                Duration.ofMinutes(20));
    }
}
