/// What can be measured of a world at an instant, before it has a name: by an instrumentation inside a
/// process, or by a platform that looks at pods. `Outcomes` and `Peers` say what endings and neighbours are
/// called by those who see them.
@NullMarked
package nightshift.simulate.send.sample;

import org.jspecify.annotations.NullMarked;
