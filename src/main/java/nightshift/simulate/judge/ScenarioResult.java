package nightshift.simulate.judge;

import java.util.List;
import nightshift.simulate.trial.Moment;
import nightshift.simulate.trial.Scenario;

/// One run of one scenario.
///
/// @param scenario which
/// @param seed which world
/// @param evidence what it left behind
/// @param verdict what the judge says
/// @param timeline what happened, in order
public record ScenarioResult(Scenario scenario, long seed, RunRecord evidence, Verdict verdict, List<Moment> timeline) {
    public ScenarioResult {
        timeline = List.copyOf(timeline);
    }
}
