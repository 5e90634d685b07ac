/// What users met, second by second (`Users`), and how much worse that is than in a twin (`Harm`): what
/// everything else is judged by.
@NullMarked
package nightshift.simulate.world.truth;

import org.jspecify.annotations.NullMarked;
