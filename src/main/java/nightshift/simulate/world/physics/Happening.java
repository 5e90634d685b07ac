package nightshift.simulate.world.physics;

/// Something that people, controllers or processes did in a second, as an observer of the platform sees it.
public sealed interface Happening {
    /// Whose, by index in the layout.
    int service();

    /// A rollout began.
    ///
    /// @param told whether whoever began it tells others
    record RolloutBegun(int service, String from, String to, boolean told) implements Happening {}

    /// All pods run the version.
    record RolloutEnded(int service, String version) implements Happening {}

    /// The wanted number of pods changed.
    record Scaled(int service, int from, int to) implements Happening {}

    /// A rolling restart of all pods began.
    record RestartBegun(int service) implements Happening {}

    /// The service's connection pools were closed and opened again.
    record PoolsRecycled(int service) implements Happening {}

    /// A process died.
    ///
    /// @param pod its name
    /// @param outOfMemory whether it was killed at its memory limit, otherwise it ended with an error
    record ProcessDied(int service, String pod, boolean outOfMemory) implements Happening {}

    /// A new pod appeared.
    record PodAdded(int service, String pod) implements Happening {}

    /// A pod is gone.
    record PodGone(int service, String pod) implements Happening {}
}
