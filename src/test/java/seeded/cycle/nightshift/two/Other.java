package seeded.cycle.nightshift.two;

import seeded.cycle.nightshift.one.Offender;

/// The other half.
public record Other(Offender used) {}
