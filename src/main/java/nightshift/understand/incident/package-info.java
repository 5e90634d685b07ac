/// One trouble, one incident: opened when symptoms stand, grouped along the graph, closed when they are gone.
///
/// [nightshift.understand.incident.IncidentTracker] owns the open incidents from turn to turn, with their symptoms, the
/// best belief about the cause, and what was tried.
@NullMarked
package nightshift.understand.incident;

import org.jspecify.annotations.NullMarked;
