/// The process: main, the command line, assembly of a Nightshift from its parts, and the CDI producers of the server.
@NullMarked
package nightshift.app;

import org.jspecify.annotations.NullMarked;
