package nightshift.decide.decision;

import java.time.Duration;

/// How long an incident may be left to the rules before a person is woken whatever they say.
///
/// @param nextRung how long rules have to propose something after an action that did not help
/// @param untouched how long an open incident may go without an action that helps
public record DecisionConfig(Duration nextRung, Duration untouched) {
    public static DecisionConfig defaults() {
        return new DecisionConfig(Duration.ofSeconds(45), Duration.ofMinutes(20));
    }
}
