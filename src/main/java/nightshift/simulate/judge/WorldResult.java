package nightshift.simulate.judge;

import java.time.Duration;
import nightshift.simulate.trial.DrawnWorld;
import nightshift.simulate.trial.WorldPlaythrough;

/// What came of one world.
///
/// @param stage what was played
/// @param truth of the world
/// @param said by the product
/// @param verdict on it
/// @param alone processor time of the world and its twins without the product
public record WorldResult(
        WorldPlaythrough.Stage stage, WorldTruth truth, Testimony said, WorldVerdict verdict, Duration alone) {
    public DrawnWorld drawn() {
        return stage.drawn();
    }
}
