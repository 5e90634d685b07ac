package nightshift.act.life;

import java.time.Duration;
import java.util.Map;
import nightshift.act.verify.Deadlines;
import nightshift.fact.ActionType;

/// How patient a run is with people and targets.
///
/// @param approval how long a decision waits for a person before it expires
/// @param unknown how long a target that can't tell, or can't be reached, is asked again
/// @param askAgain the first pause between two questions to a target; it doubles up to eight times itself
/// @param running how long an action may run before it is cancelled, by type; its undoing has as long
/// @param paging how long a page is sent again to a pager that does not take it
/// @param cancelling how long an action may go on after it was told to stop, before a person is woken
public record LifeConfig(
        Duration approval,
        Duration unknown,
        Duration paging,
        Duration askAgain,
        Deadlines running,
        Duration cancelling) {
    public static LifeConfig defaults() {
        return new LifeConfig(
                Duration.ofHours(1),
                Duration.ofMinutes(5),
                Duration.ofDays(1),
                Duration.ofSeconds(5),
                new Deadlines(Map.of(ActionType.POOL_RECYCLE, Duration.ofMinutes(2)), Duration.ofMinutes(10)),
                Duration.ofMinutes(1));
    }
}
