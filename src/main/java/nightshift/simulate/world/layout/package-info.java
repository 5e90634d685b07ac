/// What there is: services, what they can be asked for, whom they call, which pools, queues, nodes and
/// volumes they share.
///
/// A `Layout` is immutable and speaks in indices. `LayoutGenerator` draws one: first the cast, then who
/// calls whom and when batch workers work, then sizes that carry the load with room to spare. `Wiring` turns
/// a layout into arrays for those who walk it each second.
@NullMarked
package nightshift.simulate.world.layout;

import org.jspecify.annotations.NullMarked;
