package nightshift.simulate.world.design;

/// How hard a fault hits the users, against the bar at which they are worse than without it.
public enum Strength {
    /// Just above the bar.
    WEAK,
    /// Well above it.
    CLEAR
}
