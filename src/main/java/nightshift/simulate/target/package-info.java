/// Where the world obeys: actions over HTTP as `docs/http-actions.md` says, carried out at the speed of the world's
/// clock, and as well or as badly as the scenario wants.
@NullMarked
package nightshift.simulate.target;

import org.jspecify.annotations.NullMarked;
