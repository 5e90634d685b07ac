/// The table of what real senders send, `senders.tsv`: a row a metric, with its name, unit, shape,
/// attributes and the source where that was read. `Measure` says which quantity of the world it is,
/// `Meaning` what an attribute tells.
@NullMarked
package nightshift.simulate.send.row;

import org.jspecify.annotations.NullMarked;
