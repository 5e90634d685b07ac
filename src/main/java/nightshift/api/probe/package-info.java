/// What a platform asks of the server: is it alive, is it ready, and its metrics. What is degraded but
/// working (a paused automation, the fallback forecaster, a broken rule file) is told as data and never
/// as a failure.
@NullMarked
package nightshift.api.probe;

import org.jspecify.annotations.NullMarked;
