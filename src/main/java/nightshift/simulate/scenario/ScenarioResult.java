package nightshift.simulate.scenario;

import java.util.List;

/// One run of one scenario.
///
/// @param scenario which
/// @param seed which world
/// @param evidence what it left behind
/// @param verdict what the judge says
/// @param timeline what happened, in order
public record ScenarioResult(Scenario scenario, long seed, Evidence evidence, Verdict verdict, List<Moment> timeline) {
    public ScenarioResult {
        timeline = List.copyOf(timeline);
    }
}
