package seeded.send.nightshift.simulate.send;

import nightshift.simulate.shop.World;

/// A sender that knows more than worlds.
public record Offender(World used) {}
