package nightshift.simulate.recording;

import nightshift.simulate.trial.Trial;
import nightshift.simulate.trial.TrialSetup;

/// A whole Nightshift on trial that takes requests as the bytes they are. Used by one thread.
public interface ReplayTrial extends Trial {
    /// Takes in one request as its port would: the same decoder, applied when this returns.
    ///
    /// @throws RecordingException when it is refused, which says that the recording is broken
    void take(RecordedRequest request);

    /// Assembles a Nightshift for a recording. Only `app` knows all the parts, so this is where it plugs in.
    @FunctionalInterface
    interface Factory {
        ReplayTrial open(TrialSetup setup);
    }
}
