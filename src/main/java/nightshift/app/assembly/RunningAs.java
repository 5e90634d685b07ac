package nightshift.app.assembly;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import nightshift.act.kubernetes.WorkloadNames;
import nightshift.fact.Assessment;
import nightshift.fact.inventory.Inventory;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;

/// What a service runs as, by the inventory of the last turn: a loop is there only after what it acts with, so that
/// it is followed later. Before the first turn nothing is known.
public final class RunningAs implements WorkloadNames {
    private volatile Supplier<Optional<Assessment>> last = Optional::empty;

    /// @param assessment of the last turn; may be asked from any thread
    public void follow(Supplier<Optional<Assessment>> assessment) {
        last = assessment;
    }

    @Override
    public List<EntityId> of(EntityId entity) {
        Inventory inventory = last.get().map(Assessment::inventory).orElse(Inventory.NOTHING);
        if (entity.kind() == EntityKind.WORKLOAD) {
            return List.of(entity);
        }
        return inventory.candidates(entity);
    }
}
