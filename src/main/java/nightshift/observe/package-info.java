/// Telemetry in, windows out.
///
/// Decoders (one adapter per source) hand over points to [nightshift.observe.Observer], the front; the
/// rooms give them a canonical name and entity, keep them in a table of primitive slots, close windows
/// by the clock and publish them as columns. Spans become request rates, error ratios, durations and
/// call edges; log records become counts. Everything is bounded, and what is dropped is counted by
/// reason and told to the sender.
@NullMarked
package nightshift.observe;

import org.jspecify.annotations.NullMarked;
