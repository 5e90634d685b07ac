/// What users were promised, and whether it is kept: trouble that needs no past to be seen.
///
/// [nightshift.understand.objective.Objective] is the promise,
/// [nightshift.understand.objective.ObjectiveTracker] counts requests against it and tells each
/// [nightshift.understand.objective.Violation]: an error budget that burns too fast, an objective that
/// is broken by a service that usually keeps it, and gross trouble of a service, or of the calls between
/// two, too young to be judged by its own past.
@NullMarked
package nightshift.understand.objective;

import org.jspecify.annotations.NullMarked;
