package seeded.stage.nightshift.decide;

import nightshift.act.Dispatcher;

/// One stage uses another.
public record Offender(Dispatcher used) {}
