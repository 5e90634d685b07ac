/// OTLP's messages as bytes. Decoders read them by hand, without an object per point, into what intake takes;
/// a reader belongs to the one request whose bytes it walks over. What can't be read is refused as a whole, with the
/// byte where it went wrong. Knows nothing of servers.
@NullMarked
package nightshift.observe.otlp.wire;

import org.jspecify.annotations.NullMarked;
