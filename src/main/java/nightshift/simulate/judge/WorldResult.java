package nightshift.simulate.judge;

import java.time.Duration;
import java.util.List;
import nightshift.simulate.trial.DrawnWorld;

/// What came of one world.
///
/// @param drawn what was wanted of it
/// @param truth of the world
/// @param said by the product
/// @param verdict on it
/// @param alone processor time of the world and its twins without the product
/// @param story what happened when, line by line, for people
public record WorldResult(
        DrawnWorld drawn, WorldTruth truth, Testimony said, WorldVerdict verdict, Duration alone, List<String> story) {}
