/// Whether an action helped: fresh data of the signal that triggered it, against the band from before the incident.
@NullMarked
package nightshift.act.verify;

import org.jspecify.annotations.NullMarked;
