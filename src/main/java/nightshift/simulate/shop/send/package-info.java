/// Sends the world's telemetry as real OTLP over gRPC; the only main code that sees the generated protobuf classes.
@NullMarked
package nightshift.simulate.shop.send;

import org.jspecify.annotations.NullMarked;
