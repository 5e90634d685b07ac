package nightshift.simulate.world.layout;

import java.util.List;

/// What there is: services, what they are asked for, whom they call, what they share. Immutable; an index
/// is a place in its list. Calls lead from an operation to one of a greater index, so that the graph has no
/// cycle.
///
/// @param usersPerSecond mean requests a second of each entry operation, in the order of [#entries()], at
///     the day's mean
/// @param schedules when batch workers work
public record Layout(
        List<Service> services,
        List<Operation> operations,
        List<Call> calls,
        Shared shared,
        List<Double> usersPerSecond,
        List<Schedule> schedules) {
    public Layout {
        services = List.copyOf(services);
        operations = List.copyOf(operations);
        calls = List.copyOf(calls);
        usersPerSecond = List.copyOf(usersPerSecond);
        schedules = List.copyOf(schedules);
        for (Call call : calls) {
            if (call.callee() <= call.caller()) {
                throw new IllegalArgumentException("calls lead to operations of a greater index, got " + call);
            }
        }
    }

    /// What is not a service and is used by several.
    public record Shared(List<Pool> pools, List<Queue> queues, List<Node> nodes, List<Volume> volumes) {
        public Shared {
            pools = List.copyOf(pools);
            queues = List.copyOf(queues);
            nodes = List.copyOf(nodes);
            volumes = List.copyOf(volumes);
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

    public List<Volume> volumes() {
        return shared.volumes();
    }

    /// Mean requests a second of each operation: what users ask for at the day's mean, and bursts while they last.
    public double[] rates() {
        return rates(operations, calls, usersPerSecond, schedules);
    }

    static double[] rates(
            List<Operation> operations, List<Call> calls, List<Double> usersPerSecond, List<Schedule> schedules) {
        double[] rates = new double[operations.size()];
        int entry = 0;
        for (Operation operation : operations) {
            if (operation.entry()) {
                rates[operation.index()] = usersPerSecond.get(entry++);
            }
        }
        schedules.forEach(schedule -> rates[schedule.operation()] = schedule.perSecond());
        for (Operation operation : operations) {
            for (Call call : calls) {
                if (call.caller() == operation.index()) {
                    rates[call.callee()] += rates[operation.index()] * call.perRequest();
                }
            }
        }
        return rates;
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
