/// Makes a Nightshift of its parts: for a server, and for each of many worlds in one process.
@NullMarked
package nightshift.app.assembly;

import org.jspecify.annotations.NullMarked;
