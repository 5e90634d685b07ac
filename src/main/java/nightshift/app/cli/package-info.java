/// The command line: one class for each command or family of commands. What asks a server boots nothing.
@NullMarked
package nightshift.app.cli;

import org.jspecify.annotations.NullMarked;
