package nightshift.simulate.target;

import java.time.Instant;
import nightshift.simulate.shop.Workload;
import nightshift.simulate.shop.World;

/// Carries orders out in the shop, which knows its services by name alone.
final class ShopCrew implements Crew {
    private final World world;

    ShopCrew(World world) {
        this.world = world;
    }

    @Override
    public Plan plan(Order order) {
        Work work = Work.of(order.type());
        if (work == null) {
            return Plan.impossible("no action '" + order.type() + "' is known here");
        }
        if (!world.has(order.service())) {
            return Plan.impossible("no service '" + order.service() + "' is known here");
        }
        return work.plan(world.workload(order.service()), order.parameters());
    }

    @Override
    public Task begin(Order order) {
        work(order).begin(world.workload(order.service()), order.parameters());
        return pretend(order);
    }

    @Override
    public Task pretend(Order order) {
        Instant began = world.instant();
        Work work = work(order);
        Workload workload = world.workload(order.service());
        return () -> work.done(workload, began, world.instant()) ? Progress.DONE : Progress.UNDER_WAY;
    }

    private static Work work(Order order) {
        Work work = Work.of(order.type());
        if (work == null) {
            throw new IllegalArgumentException("no action '" + order.type() + "' is known here");
        }
        return work;
    }
}
