/// What can be set, from file, environment and system properties: read once, checked, with the place named that is
/// wrong.
@NullMarked
package nightshift.app.settings;

import org.jspecify.annotations.NullMarked;
