/// Points in, windows out: streams as senders have them, aggregates as people ask for them, both in primitive slots.
///
/// A point falls into its stream's slot for its window; when the clock closes the window, streams add their shares to
/// aggregates, instances to services, and what got something new becomes a row. All of it is guarded by the observer's
/// lock; memory is bounded by the limits in the configuration.
@NullMarked
package nightshift.observe.series;

import org.jspecify.annotations.NullMarked;
