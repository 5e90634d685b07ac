/// What a second does to the pods of a layout.
///
/// Requests come down, callers before callees (`Arrivals`); they wait for a thread, a core, a connection;
/// how they fare goes up, callees before callers (`Departures`), as means and shares (`Fare`, `Outlook`,
/// `Attempts`). A `Fleet` looks after the pods of one service as Kubernetes would; a `Pod` is what can be
/// read. `Conditions` is the one place through which faults and traps reach the physics. `Parts` holds what
/// the steps of a second share.
@NullMarked
package nightshift.simulate.world.physics;

import org.jspecify.annotations.NullMarked;
