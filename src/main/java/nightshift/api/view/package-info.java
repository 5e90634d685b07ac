/// What people are shown: facts and journal rows as records that become JSON, in words and rounded figures.
@NullMarked
package nightshift.api.view;

import org.jspecify.annotations.NullMarked;
