package nightshift.simulate.world;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nightshift.simulate.world.chance.Dice;
import nightshift.simulate.world.design.Trap;
import nightshift.simulate.world.design.TrapKind;
import nightshift.simulate.world.design.WorldDesign;
import nightshift.simulate.world.design.WorldPlan;
import nightshift.simulate.world.layout.Call;
import nightshift.simulate.world.layout.Role;
import nightshift.simulate.world.layout.Service;
import nightshift.simulate.world.layout.ServiceId;

/// Finds services for the traps that a plan wishes, and sizes at which users stay below the bar: a trap is
/// no fault.
final class TrapPlanner {
    private static final double INNOCENT = 0.8;
    private static final int MOST_SERVICES = 6;
    private static final int HALVINGS = 5;

    private final Dice dice;
    private final WorldDesign base;

    /// @param base a design whose faults are planned
    TrapPlanner(Dice dice, WorldDesign base) {
        this.dice = dice;
        this.base = base;
    }

    /// Finds a service and a size.
    ///
    /// @return empty when no service here can have it
    Optional<WorldDesign.PlannedTrap> plan(WorldPlan.TrapWish wish) {
        List<Service> services = new ArrayList<>(base.layout().services().stream()
                .filter(service -> wish.protocol() == null || service.protocol() == wish.protocol())
                .filter(service -> suits(wish.kind(), service))
                .toList());
        Trial trial = null;
        for (int tried = 0; tried < MOST_SERVICES && !services.isEmpty(); tried++) {
            Service service = services.remove(dice.below(services.size()));
            double length = dice.uniform();
            trial = trial == null ? new Trial(base, wish.onset()) : trial;
            double size = 1;
            for (int halving = 0; halving < HALVINGS; halving++) {
                Trap trap = trap(wish.kind(), service, length, size);
                boolean innocent = trial.harm(trap, service.id()) < INNOCENT;
                if (innocent || wish.kind() == TrapKind.BLIP) {
                    return Optional.of(new WorldDesign.PlannedTrap(trap, wish.onset(), service.id(), innocent));
                }
                size /= 2;
            }
        }
        return Optional.empty();
    }

    private boolean suits(TrapKind kind, Service service) {
        return switch (kind) {
            case SURGE, SALE -> service.role() == Role.ENTRY;
            case SCALE_DOWN ->
                service.role().ours()
                        && !service.autoscaled()
                        && service.sizing().replicas() > 1
                        && !roots().contains(service.id());
            case INNOCENT_DEPLOYMENT -> service.role().ours() && (roots().isEmpty() || besideRoot(service));
            case LOG_STORM, BLIP, NIGHTLY_BATCH, HEALTHY_ROLLOUT ->
                service.role().ours() && !roots().contains(service.id());
            case COLLECTOR_OUTAGE -> service.role().ours();
        };
    }

    private Trap trap(TrapKind kind, Service service, double length, double size) {
        int index = service.index();
        return switch (kind) {
            case SURGE -> new Trap.Surge(index, between(240, 600, length), 1 + 1.2 * size);
            case SALE -> new Trap.Sale(index, between(900, 2400, length), 1 + 1.6 * size);
            case INNOCENT_DEPLOYMENT -> new Trap.InnocentDeployment(index, 600);
            case LOG_STORM -> new Trap.LogStorm(index, between(300, 1200, length), 40 * size);
            case BLIP -> new Trap.Blip(index, between(4, 12, length), 0.4 * size);
            case NIGHTLY_BATCH -> new Trap.NightlyBatch(index, between(600, 1500, length), 0.6 * size);
            case COLLECTOR_OUTAGE -> new Trap.CollectorOutage(index, between(120, 420, length));
            case SCALE_DOWN ->
                new Trap.ScaleDown(
                        index, 600, Math.max(1, (int) (size * (service.sizing().replicas() - 1))));
            case HEALTHY_ROLLOUT -> new Trap.HealthyRollout(index, 600);
        };
    }

    private static int between(int least, int most, double share) {
        return least + (int) Math.round((most - least) * share);
    }

    private boolean besideRoot(Service service) {
        Set<ServiceId> neighbours = new HashSet<>();
        for (Call call : base.layout().calls()) {
            ServiceId caller = owner(call.caller());
            ServiceId callee = owner(call.callee());
            if (roots().contains(caller)) {
                neighbours.add(callee);
            }
            if (roots().contains(callee)) {
                neighbours.add(caller);
            }
        }
        return neighbours.contains(service.id()) && !roots().contains(service.id());
    }

    private ServiceId owner(int operation) {
        return base.layout()
                .services()
                .get(base.layout().operations().get(operation).service())
                .id();
    }

    private Set<ServiceId> roots() {
        Set<ServiceId> roots = new HashSet<>();
        base.faults().forEach(fault -> roots.addAll(fault.roots()));
        return roots;
    }
}
