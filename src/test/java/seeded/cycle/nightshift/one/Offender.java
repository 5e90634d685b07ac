package seeded.cycle.nightshift.one;

import seeded.cycle.nightshift.two.Other;

/// One half of a cycle.
public record Offender(Other used) {}
