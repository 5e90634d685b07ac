/// Windows in, beliefs out: what is abnormal, since when, how sure, what belongs together, and what caused it.
///
/// [nightshift.understand.Analyst] is the front. The detector keeps a short history of each series, has a
/// forecaster predict the next window and turns the residual into an empirical tail probability. Symptoms
/// are grouped into incidents along the observed calls; the ranking of causes sums to one, with "not in
/// view" among the candidates. While an incident is open its baselines are frozen: a forecaster that
/// learned the fault would call it healed.
@NullMarked
package nightshift.understand;

import org.jspecify.annotations.NullMarked;
