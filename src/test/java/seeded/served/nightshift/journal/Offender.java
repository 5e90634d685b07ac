package seeded.served.nightshift.journal;

import nightshift.api.view.Problem;

/// Somebody uses what is served.
public record Offender(Problem used) {}
