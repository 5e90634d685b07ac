/// The process. `main` is here; settings, the assembly of a Nightshift, the server, benchmarks and the command line are
/// rooms, in this order. The only package that knows adapters, and the only one with a clock.
@NullMarked
package nightshift.app;

import org.jspecify.annotations.NullMarked;
