package seeded.target.nightshift.simulate.target;

import nightshift.fact.telemetry.EntityId;

/// A target that knows the product.
public record Offender(EntityId used) {}
