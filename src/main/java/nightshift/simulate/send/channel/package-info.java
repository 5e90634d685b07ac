/// Where telemetry goes: a `Collector` takes requests, and `OtlpChannel` is one behind a port of this
/// machine. The only place that sees gRPC, shared by all that is simulated.
@NullMarked
package nightshift.simulate.send.channel;

import org.jspecify.annotations.NullMarked;
