package nightshift.simulate.world.design;

/// Which run of a design. All three share every draw; they differ only by what befalls them. The twin
/// without actions is another AS_DESIGNED that is given no orders.
public enum Twin {
    /// All faults and traps.
    AS_DESIGNED,
    /// Traps, but no faults.
    WITHOUT_FAULTS,
    /// Neither; the routine of the day stays.
    UNTROUBLED
}
