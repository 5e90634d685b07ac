package nightshift.simulate.world.layout;

import java.util.List;

/// What there is: services, what they are asked for, whom they call, what they share. Immutable; an index
/// is a place in its list. Calls lead from an operation to one of a greater index, so that the graph has no
/// cycle.
///
/// @param usersPerSecond mean requests a second of each entry operation, in the order of [#entries()], at
///     the day's mean
public record Layout(
        List<Service> services,
        List<Operation> operations,
        List<Call> calls,
        Shared shared,
        List<Double> usersPerSecond) {
    public Layout {
        services = List.copyOf(services);
        operations = List.copyOf(operations);
        calls = List.copyOf(calls);
        usersPerSecond = List.copyOf(usersPerSecond);
        for (Call call : calls) {
            if (call.callee() <= call.caller()) {
                throw new IllegalArgumentException("calls lead to operations of a greater index, got " + call);
            }
        }
    }

    /// What is not a service and is used by several.
    public record Shared(List<Pool> pools, List<Queue> queues, List<Node> nodes) {
        public Shared {
            pools = List.copyOf(pools);
            queues = List.copyOf(queues);
            nodes = List.copyOf(nodes);
        }
    }

    public List<Pool> pools() {
        return shared.pools();
    }

    public List<Queue> queues() {
        return shared.queues();
    }

    public List<Node> nodes() {
        return shared.nodes();
    }

    /// What users ask for.
    public List<Operation> entries() {
        return operations.stream().filter(Operation::entry).toList();
    }

    public List<Operation> operationsOf(int service) {
        return operations.stream()
                .filter(operation -> operation.service() == service)
                .toList();
    }

    /// Calls that any operation of the service makes.
    public List<Call> callsOf(int service) {
        return calls.stream()
                .filter(call -> operations.get(call.caller()).service() == service)
                .toList();
    }

    public List<Pool> poolsOf(int service) {
        return pools().stream().filter(pool -> pool.service() == service).toList();
    }

    /// Looks a service up.
    ///
    /// @return null when nobody is called so
    public @org.jspecify.annotations.Nullable Service find(ServiceId id) {
        return services.stream()
                .filter(service -> service.id().equals(id))
                .findFirst()
                .orElse(null);
    }
}
