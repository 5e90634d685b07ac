/// From symptoms to ranked causes: what each entity shows of itself, what its callers say of it, and what the graph
/// makes of both.
///
/// [nightshift.understand.diagnose.Investigation] gathers the evidence for each entity, a
/// [nightshift.understand.diagnose.CauseRanking] orders the suspects, and the classification names the kind of failure.
/// Of whom nothing is heard while somebody needs them, [nightshift.understand.diagnose.Unheard] tells.
/// What is taken off a service because its callees explain it is handed on to those callees.
/// Nothing here remembers anything between two turns.
@NullMarked
package nightshift.understand.diagnose;

import org.jspecify.annotations.NullMarked;
