/// Rows and samples become OTLP metrics, followed requests spans, lines log records. `SeriesMemory` is what
/// an exporter keeps between two exports; `Resources` says whose telemetry it is, as each kind of sender
/// says it.
@NullMarked
package nightshift.simulate.send.encode;

import org.jspecify.annotations.NullMarked;
