package seeded.laterroom.nightshift.understand.detect;

import nightshift.understand.incident.IncidentConfig;

/// A room uses one that builds on it.
public record Offender(IncidentConfig used) {}
