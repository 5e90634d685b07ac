/// The server process: what CDI is told, how it starts and stops, and the codes it ends with.
@NullMarked
package nightshift.app.server;

import org.jspecify.annotations.NullMarked;
