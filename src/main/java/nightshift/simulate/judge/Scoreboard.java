package nightshift.simulate.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import nightshift.simulate.trial.Scenario;

/// Plays every scenario with several seeds, two worlds at a time, and adds up.
public final class Scoreboard {
    private final ScenarioRun run;

    public Scoreboard(ScenarioRun run) {
        this.run = run;
    }

    private record Round(Scenario scenario, long seed) {}

    /// Plays all; results come in the order of scenarios and seeds.
    ///
    /// @param seeds the first of them is 1
    /// @param progress hears of each run as it ends, from several threads
    public Score play(List<Scenario> scenarios, int seeds, Consumer<ScenarioResult> progress) {
        List<Round> rounds = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            for (long seed = 1; seed <= seeds; seed++) {
                rounds.add(new Round(scenario, seed));
            }
        }
        return new Score(TwoAtATime.all(rounds, round -> {
            ScenarioResult result = run.play(round.scenario(), round.seed());
            progress.accept(result);
            return result;
        }));
    }
}
