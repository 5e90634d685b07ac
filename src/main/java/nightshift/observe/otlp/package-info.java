/// OpenTelemetry's protocol: the gRPC and HTTP servers, and decoders that read its messages from bytes by hand.
@NullMarked
package nightshift.observe.otlp;

import org.jspecify.annotations.NullMarked;
