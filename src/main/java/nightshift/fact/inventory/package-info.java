/// Who runs as what: the platform's side of a service.
///
/// An [nightshift.fact.inventory.Inventory] knows of each service what is
/// [nightshift.fact.inventory.Deployed] for it: the versions as a
/// [nightshift.fact.inventory.Release] each, the pods as a [nightshift.fact.inventory.Replica] each, and
/// what its owner [nightshift.fact.inventory.Pledge]s. Whatever source knows a part fills it in;
/// readiness, restarts and versions are asked here and nowhere else.
@NullMarked
package nightshift.fact.inventory;

import org.jspecify.annotations.NullMarked;
