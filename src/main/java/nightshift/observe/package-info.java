/// Telemetry in, windows out.
///
/// Decoders (one sub-package per source) hand over points; this package gives them a canonical name and entity, keeps
/// them in a table of primitive slots, closes windows by the clock and publishes them as columns. Spans become request
/// rates, error ratios, durations and call edges; log records become counts. Everything is bounded, and what is dropped
/// is counted by reason and told to the sender.
@NullMarked
package nightshift.observe;

import org.jspecify.annotations.NullMarked;
