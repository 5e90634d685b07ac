package nightshift.simulate.world.physics;

/// A node in the last second: what the pods on it use, and a little of its own.
public record NodeState(double coresInUse, long memoryBytes) {}
