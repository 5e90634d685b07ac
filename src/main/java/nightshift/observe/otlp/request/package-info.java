/// What happens to a request whichever way it came: its token is checked, it is unpacked within its limit, decoded,
/// applied and answered. No more than a fixed number are in work at a time; a sender beyond that is told to come back.
/// Safe from any thread.
@NullMarked
package nightshift.observe.otlp.request;

import org.jspecify.annotations.NullMarked;
