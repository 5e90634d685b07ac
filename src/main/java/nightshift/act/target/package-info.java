/// The ports to what obeys actions, and the one target that is always there: a person.
@NullMarked
package nightshift.act.target;

import org.jspecify.annotations.NullMarked;
