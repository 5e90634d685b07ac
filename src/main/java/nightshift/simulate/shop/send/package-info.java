/// Sends the shop's telemetry as real OTLP: encodes a report with the generated protobuf classes, and awaits
/// the acks.
@NullMarked
package nightshift.simulate.shop.send;

import org.jspecify.annotations.NullMarked;
