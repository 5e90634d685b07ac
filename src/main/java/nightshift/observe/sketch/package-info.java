/// Durations as mergeable sketches: how many were how long, on a scale of relative steps, so that a quantile of many
/// instances is a quantile of all their requests and no mean of quantiles.
///
/// A sender's buckets become bins of that scale when its point is taken, in primitive arrays; when a
/// window closes, the bins of all instances are added up. The scale and the quantiles are the
/// library's; the bins are not, since an object of it for each series takes several times as much
/// memory, and a point must cost none (Masson, Rim, Lee, "DDSketch: a fast and fully-mergeable quantile
/// sketch with relative-error guarantees", VLDB 2019). Only durations of requests and calls have one.
/// Guarded by the observer's lock.
@NullMarked
package nightshift.observe.sketch;

import org.jspecify.annotations.NullMarked;
