package nightshift.simulate.world.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import nightshift.simulate.world.design.Verb;
import nightshift.simulate.world.layout.ServiceId;
import nightshift.simulate.world.physics.Fleet;
import nightshift.simulate.world.physics.Pod;
import org.jspecify.annotations.Nullable;

/// Who obeys orders in a world. An order takes effect in the next step and is done when the platform has
/// done it: a restart when all pods are new and ready.
public final class Operator {
    private static final int MOST_REPLICAS = 20;
    private static final int LEAST_SECONDS = 5;
    private static final int MOST_SECONDS = 600;

    private final List<Fleet> fleets;
    private final IntSupplier second;
    private final List<Undertaking> running = new ArrayList<>();
    private final List<Order> next = new ArrayList<>();

    Operator(List<Fleet> fleets, IntSupplier second) {
        this.fleets = fleets;
        this.second = second;
    }

    /// What would become of an order. Changes nothing.
    public Planned plan(Order order) {
        Fleet fleet = find(order.service());
        if (fleet == null) {
            return new Planned.Impossible("there is no service " + order.service());
        }
        if (!fleet.service().role().ours()) {
            return new Planned.Impossible(order.service() + " is not ours to change");
        }
        return switch (order.verb()) {
            case POOL_RECYCLE -> recycle(order, fleet);
            case WORKLOAD_SCALE -> scale(order, fleet);
            case WORKLOAD_ROLLBACK -> rollback(order, fleet);
            case WORKLOAD_RESTART ->
                new Planned.Possible("restart the " + fleet.desired() + " pods of " + order.service(), null);
        };
    }

    private static Planned recycle(Order order, Fleet fleet) {
        return fleet.pods().stream().anyMatch(Pod::keepsPools)
                ? new Planned.Possible("close and reopen the connection pools of " + order.service(), null)
                : new Planned.Impossible(order.service() + " has no connection pool");
    }

    private static Planned scale(Order order, Fleet fleet) {
        Integer by = number(order.parameters().get("by"));
        if (by == null || by == 0) {
            return new Planned.Impossible("parameter 'by' must be a whole number other than 0, got "
                    + order.parameters().get("by"));
        }
        int after = fleet.desired() + by;
        if (after < 1 || after > MOST_REPLICAS) {
            return new Planned.Impossible(
                    order.service() + " may have 1 to " + MOST_REPLICAS + " replicas, not " + after);
        }
        return new Planned.Possible(
                "scale " + order.service() + " from " + fleet.desired() + " to " + after + " replicas",
                new Order(Verb.WORKLOAD_SCALE, order.service(), Map.of("by", Integer.toString(-by))));
    }

    private static Planned rollback(Order order, Fleet fleet) {
        String to = order.parameters().getOrDefault("to", "");
        if (fleet.knows(to).isEmpty()) {
            return new Planned.Impossible(
                    "parameter 'to': no version '" + to + "' of " + order.service() + " is known");
        }
        return new Planned.Possible(
                "roll " + order.service() + " back from " + fleet.version() + " to " + to,
                new Order(Verb.WORKLOAD_ROLLBACK, order.service(), Map.of("to", fleet.version())));
    }

    /// Begins to carry an order out.
    ///
    /// @throws IllegalArgumentException when it is impossible; the message says why
    public Undertaking begin(Order order) {
        return switch (plan(order)) {
            case Planned.Impossible(String why) -> throw new IllegalArgumentException(why);
            case Planned.Possible(String detail, Order _) -> {
                Undertaking undertaking = new Undertaking(order, second.getAsInt(), detail);
                running.add(undertaking);
                next.add(order);
                yield undertaking;
            }
        };
    }

    /// Carries out what was begun and ends what is done.
    void pass() {
        next.forEach(this::carryOut);
        next.clear();
        for (Undertaking undertaking : List.copyOf(running)) {
            int age = second.getAsInt() - undertaking.began();
            if (age >= LEAST_SECONDS && settled(undertaking.order())) {
                undertaking.end(Undertaking.State.DONE, undertaking.detail());
            } else if (age >= MOST_SECONDS) {
                undertaking.end(Undertaking.State.FAILED, "not done after " + age + " s: " + undertaking.detail());
            }
        }
        running.removeIf(each -> each.state() != Undertaking.State.RUNNING);
    }

    private boolean settled(Order order) {
        Fleet fleet = find(order.service());
        return order.verb() == Verb.POOL_RECYCLE || (fleet != null && fleet.settled());
    }

    private void carryOut(Order order) {
        Fleet fleet = find(order.service());
        if (fleet == null) {
            throw new IllegalStateException("no service " + order.service());
        }
        switch (order.verb()) {
            case POOL_RECYCLE -> fleet.recyclePools();
            case WORKLOAD_SCALE ->
                fleet.scaleBy(Integer.parseInt(order.parameters().getOrDefault("by", "0")));
            case WORKLOAD_ROLLBACK ->
                fleet.knows(order.parameters().getOrDefault("to", ""))
                        .ifPresent(release -> fleet.rollTo(release, 0, true));
            case WORKLOAD_RESTART -> fleet.restart();
        }
    }

    private @Nullable Fleet find(ServiceId id) {
        return fleets.stream()
                .filter(fleet -> fleet.service().id().equals(id))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Integer number(@Nullable String text) {
        try {
            return text == null ? null : Integer.valueOf(text);
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }
}
