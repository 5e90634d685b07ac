package nightshift.simulate.world;

import java.util.Set;
import java.util.function.DoubleFunction;
import nightshift.simulate.world.design.Fault;
import nightshift.simulate.world.design.WorldDesign;
import nightshift.simulate.world.layout.ServiceId;

/// Whom a fault may befall.
///
/// @param bySize the fault of a size, 0 hardly felt and 1 the worst there is
record Victim(DoubleFunction<Fault> bySize, Set<ServiceId> roots, Set<WorldDesign.Remedy> remedies) {}
