package nightshift.decide;

import java.nio.file.Path;
import java.time.Duration;
import nightshift.decide.compile.EvaluationLimits;
import nightshift.decide.decision.DecisionConfig;
import nightshift.decide.live.LiveConfig;
import nightshift.decide.live.Rehearsal;

/// What the deciding stage may be set to.
///
/// @param live where the rules are and how patient it is with them
/// @param evaluation how far one turn's evaluation may go
/// @param decision when a person is woken whatever the rules say
/// @param atLatest rules are evaluated when a fact, a mode or the rules changed, and after this long
///     even if nothing did, since a condition may depend on the time
public record DecideConfig(LiveConfig live, EvaluationLimits evaluation, DecisionConfig decision, Duration atLatest) {
    /// A condition on the time, such as the age of a change, may be met this much later.
    public static final Duration AT_LATEST = Duration.ofSeconds(10);

    public DecideConfig {
        if (!atLatest.isPositive()) {
            throw new IllegalArgumentException("expected a time above zero for atLatest, got " + atLatest);
        }
    }

    /// The usual limits.
    public static DecideConfig of(Path rules) {
        return new DecideConfig(LiveConfig.of(rules), EvaluationLimits.usual(), DecisionConfig.defaults(), AT_LATEST);
    }

    /// The same with another budget of steps for each rule in a turn.
    public DecideConfig steps(int most) {
        return new DecideConfig(live, evaluation.steps(most), decision, atLatest);
    }

    /// The same with somebody who rehearses rule files, as a live server has it.
    public DecideConfig rehearsedBy(Rehearsal by) {
        return new DecideConfig(live.rehearsedBy(by), evaluation, decision, atLatest);
    }

    /// The same with a watchdog, as a live server has it.
    public DecideConfig watchedBy(EvaluationLimits.Watchdog watchdog) {
        return new DecideConfig(live, evaluation.watchedBy(watchdog), decision, atLatest);
    }
}
