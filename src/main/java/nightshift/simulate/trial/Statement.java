package nightshift.simulate.trial;

import java.time.Instant;
import nightshift.fact.Incident;

/// What the product said of an incident at one time, as its journal had it then. The first one about an incident is
/// what a person reads when it opens.
///
/// @param at the turn that wrote it
public record Statement(Instant at, Incident incident) {}
