package nightshift.simulate.world.layout;

/// A machine that pods run on.
///
/// @param index its place in [Layout#nodes()]
public record Node(int index, String name, double cores, long memoryBytes) {}
