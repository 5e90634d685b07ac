/// Anomalies that mean trouble: on the side that hurts, large enough to matter, and there now.
///
/// A [nightshift.understand.symptom.Measurement] is the window's value of a signal over all its attributes;
/// [nightshift.understand.symptom.Materiality] says what matters; what callees contribute is told apart, so that a
/// caller is not blamed for what it passes on.
@NullMarked
package nightshift.understand.symptom;

import org.jspecify.annotations.NullMarked;
