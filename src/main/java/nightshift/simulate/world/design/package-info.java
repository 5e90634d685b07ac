/// What shall befall a world and what will: kinds of faults and traps, the wish for them (`WorldPlan`), and
/// what became of the wish (`WorldDesign`): a layout with faults of a size on victims, each with its roots
/// and remedies.
///
/// Values alone. A fault here is a cause; what becomes of it is physics' affair.
@NullMarked
package nightshift.simulate.world.design;

import org.jspecify.annotations.NullMarked;
