package seeded.world.nightshift.simulate.world;

import nightshift.fact.telemetry.EntityId;

/// A world that knows the product.
public record Offender(EntityId used) {}
