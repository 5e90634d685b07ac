package seeded.front.nightshift.act.life;

import nightshift.act.Dispatcher;

/// A room uses its stage's front.
public record Offender(Dispatcher used) {}
