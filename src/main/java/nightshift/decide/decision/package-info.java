/// From proposals to decisions: which wish is new, which policy speaks against it, which comes first.
///
/// A wish is a proposal tied to its incident. What was decided is remembered by the wish's key, so that neither an edit
/// nor a restart decides it twice.
@NullMarked
package nightshift.decide.decision;

import org.jspecify.annotations.NullMarked;
