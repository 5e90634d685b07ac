package nightshift.simulate.target;

import java.util.List;
import nightshift.simulate.world.design.Verb;
import nightshift.simulate.world.layout.Layout;
import nightshift.simulate.world.layout.Service;
import nightshift.simulate.world.layout.ServiceId;
import nightshift.simulate.world.run.Operator;
import nightshift.simulate.world.run.Planned;
import nightshift.simulate.world.run.Undertaking;
import org.jspecify.annotations.Nullable;

/// Carries orders out in a generated world, where services of two namespaces may share a name. An order without a
/// namespace is understood while the name is unambiguous.
final class GeneratedCrew implements Crew {
    private final Layout layout;
    private final Operator operator;

    GeneratedCrew(Layout layout, Operator operator) {
        this.layout = layout;
        this.operator = operator;
    }

    @Override
    public Plan plan(Order order) {
        Verb verb = Verb.of(order.type());
        if (verb == null) {
            return Plan.impossible("no action '" + order.type() + "' is known here");
        }
        List<ServiceId> meant = meant(order);
        if (meant.size() != 1) {
            return Plan.impossible(
                    meant.isEmpty()
                            ? "no service '" + order.namespace() + "/" + order.service() + "' is known here"
                            : "field 'target.namespace' must say which of " + meant + " is meant");
        }
        return switch (operator.plan(inWorld(verb, meant.getFirst(), order))) {
            case Planned.Possible possible -> new Plan(true, possible.detail(), inverse(possible.inverse()));
            case Planned.Impossible impossible -> Plan.impossible(impossible.detail());
        };
    }

    @Override
    public Task begin(Order order) {
        Verb verb = Verb.of(order.type());
        if (verb == null) {
            throw new IllegalArgumentException("no action '" + order.type() + "' is known here");
        }
        Undertaking undertaking = operator.begin(inWorld(verb, meant(order).getFirst(), order));
        return () -> switch (undertaking.state()) {
            case RUNNING -> Progress.UNDER_WAY;
            case DONE -> Progress.DONE;
            case FAILED -> Progress.GIVEN_UP;
        };
    }

    @Override
    public Task pretend(Order order) {
        throw new UnsupportedOperationException("a generated world does what it says");
    }

    private List<ServiceId> meant(Order order) {
        return layout.services().stream()
                .map(Service::id)
                .filter(id -> id.name().equals(order.service()))
                .filter(id -> order.namespace().isEmpty() || id.namespace().equals(order.namespace()))
                .toList();
    }

    private static nightshift.simulate.world.run.Order inWorld(Verb verb, ServiceId service, Order order) {
        return new nightshift.simulate.world.run.Order(verb, service, order.parameters());
    }

    private static @Nullable Inverse inverse(nightshift.simulate.world.run.@Nullable Order order) {
        return order == null ? null : new Inverse(order.verb().type(), order.parameters());
    }
}
