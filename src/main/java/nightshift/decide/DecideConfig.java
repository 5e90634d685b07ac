package nightshift.decide;

import java.nio.file.Path;
import nightshift.decide.compile.EvaluationLimits;
import nightshift.decide.live.LiveConfig;

/// What the deciding stage may be set to.
///
/// @param live where the rules are and how patient it is with them
/// @param evaluation how far one turn's evaluation may go
public record DecideConfig(LiveConfig live, EvaluationLimits evaluation) {
    /// The usual limits.
    public static DecideConfig of(Path rules) {
        return new DecideConfig(LiveConfig.of(rules), EvaluationLimits.usual());
    }

    /// The same with a watchdog's clock, as a live server has it.
    public DecideConfig watchedBy(EvaluationLimits.Watchdog clock) {
        return new DecideConfig(live, evaluation.watchedBy(clock));
    }
}
