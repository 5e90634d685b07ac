package nightshift.simulate.trial;

import java.nio.file.Path;
import java.time.InstantSource;
import nightshift.simulate.target.ActionAddress;

/// What a [Trial] is made from.
///
/// @param clock the world's clock: the only time the trial may know
/// @param dataDirectory empty and its own
/// @param actions where the world obeys actions
/// @param candidate what is put on trial
public record TrialSetup(InstantSource clock, Path dataDirectory, ActionAddress actions, Candidate candidate) {}
