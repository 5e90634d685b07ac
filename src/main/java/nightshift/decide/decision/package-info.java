/// From proposals to decisions: which wish is new, which policy speaks against it, which comes first.
///
/// A wish is a proposal tied to its incident. The remedies of open incidents say by the wish's key what was decided,
/// so that neither an edit nor a restart decides it twice. Where rules have nothing more to say, the safety net
/// decides that a person is woken.
@NullMarked
package nightshift.decide.decision;

import org.jspecify.annotations.NullMarked;
