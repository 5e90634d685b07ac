package nightshift.simulate.trial;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import nightshift.simulate.send.plan.Dialect;
import nightshift.simulate.send.plan.SenderPlan;
import nightshift.simulate.send.plan.SenderPlanner;
import nightshift.simulate.world.WorldGenerator;
import nightshift.simulate.world.design.WorldDesign;
import nightshift.simulate.world.design.WorldPlan;
import nightshift.simulate.world.layout.Call;
import nightshift.simulate.world.layout.Layout;
import nightshift.simulate.world.layout.Service;
import nightshift.simulate.world.layout.ServiceId;

/// Makes of what was drawn what can be played: designs the world, and lets its root send as was drawn for it.
public final class StageBuilder {
    private static final int MOST_SEEDS = 20;

    private StageBuilder() {}

    /// The same lot gives the same stage. Costs a few short trial runs of the world, in which faults are sized.
    /// Some seeds have no layout in which what was drawn is possible; the next one that has is taken, so that no
    /// lot is left out. Where none has, it is taken at a root of any protocol.
    public static WorldPlaythrough.Stage build(DrawnWorld drawn) {
        WorldDesign design = design(drawn.plan());
        SenderPlanner.Wish wish = new SenderPlanner.Wish(
                Dialect.valueOf(drawn.subject().dialect()), drawn.subject().intervalSeconds());
        SenderPlan senders = SenderPlanner.plan(
                design.layout(),
                subjects(drawn, design),
                wish,
                drawn.setting().objectives(),
                drawn.plan().seed());
        return new WorldPlaythrough.Stage(drawn, design, senders);
    }

    private static WorldDesign design(WorldPlan plan) {
        return tried(plan)
                .or(() -> tried(ofAnyProtocol(plan)))
                .orElseThrow(() -> new IllegalArgumentException(
                        "no layout of " + MOST_SEEDS + " seeds can have what was drawn: " + plan));
    }

    private static Optional<WorldDesign> tried(WorldPlan plan) {
        for (int attempt = 0; attempt < MOST_SEEDS; attempt++) {
            try {
                return Optional.of(WorldGenerator.design(
                        new WorldPlan(plan.seed() + attempt, plan.seconds(), plan.faults(), plan.traps())));
            } catch (IllegalArgumentException impossible) {
                continue;
            }
        }
        return Optional.empty();
    }

    private static WorldPlan ofAnyProtocol(WorldPlan plan) {
        return new WorldPlan(
                plan.seed(),
                plan.seconds(),
                plan.faults().stream()
                        .map(wish -> new WorldPlan.FaultWish(wish.kind(), wish.strength(), wish.onset(), null))
                        .toList(),
                plan.traps().stream()
                        .map(wish -> new WorldPlan.TrapWish(wish.kind(), wish.onset(), null))
                        .toList());
    }

    /// The services for which dialect and interval were drawn: those a trap is on, else the first fault's root.
    private static Set<ServiceId> subjects(DrawnWorld drawn, WorldDesign design) {
        return tellingOf(
                design.layout(),
                drawn.trap()
                        ? Set.of(design.traps().getFirst().on())
                        : design.faults().getFirst().roots());
    }

    /// Who tells about a service: itself where it is ours, else those who call it.
    public static Set<ServiceId> tellingOf(Layout layout, Set<ServiceId> services) {
        Set<ServiceId> telling = new LinkedHashSet<>();
        for (Service service : layout.services()) {
            if (services.contains(service.id())) {
                if (service.role().ours()) {
                    telling.add(service.id());
                } else {
                    telling.addAll(callers(layout, service));
                }
            }
        }
        return telling;
    }

    private static Set<ServiceId> callers(Layout layout, Service service) {
        Set<ServiceId> callers = new LinkedHashSet<>();
        for (Call call : layout.calls()) {
            if (layout.operations().get(call.callee()).service() == service.index()) {
                int caller = layout.operations().get(call.caller()).service();
                callers.add(layout.services().get(caller).id());
            }
        }
        return callers;
    }
}
