package nightshift.simulate.trial;

/// Assembles a Nightshift for one world. Only `app` knows all the parts, so this is where it plugs in.
///
/// Called from several threads at a time; two trials share nothing.
@FunctionalInterface
public interface TrialFactory {
    /// A fresh Nightshift, ready to take telemetry.
    Trial open(TrialSetup setup);
}
