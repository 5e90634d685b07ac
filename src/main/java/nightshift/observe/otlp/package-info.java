/// OpenTelemetry's protocol as servers speak it: gRPC and HTTP, each with a small pool of its own. They find out what a
/// request is and hand its bytes to `request`, which `wire` decodes. Both can be stopped and answer in their
/// transport's own way when something is refused.
@NullMarked
package nightshift.observe.otlp;

import org.jspecify.annotations.NullMarked;
