package nightshift.simulate.world.layout;

import java.util.ArrayList;
import java.util.List;

/// A layout while it is drawn, before anything has a size.
final class Draft {
    final List<Member> members = new ArrayList<>();
    final List<Operation> operations = new ArrayList<>();
    final List<Call> calls = new ArrayList<>();
    final List<Pool> pools = new ArrayList<>();
    final List<Queue> queues = new ArrayList<>();
    final List<Schedule> schedules = new ArrayList<>();

    /// A service to be.
    ///
    /// @param layer 0 for what users call, more for what is called by those above
    record Member(int index, ServiceId id, Role role, Protocol protocol, int layer) {}

    List<Member> of(Role role) {
        return members.stream().filter(member -> member.role() == role).toList();
    }

    List<Operation> operationsOf(Member member) {
        return operations.stream()
                .filter(operation -> operation.service() == member.index())
                .toList();
    }

    void call(Operation caller, Operation callee, double perRequest, Call.Patience patience, Call.Way way) {
        boolean known =
                calls.stream().anyMatch(call -> call.caller() == caller.index() && call.callee() == callee.index());
        if (!known) {
            calls.add(new Call(calls.size(), caller.index(), callee.index(), perRequest, patience, way));
        }
    }

    /// How long a request of each operation takes when nobody waits, in seconds.
    double[] durations() {
        double[] durations = new double[operations.size()];
        for (Operation operation : operations.reversed()) {
            double duration = operation.work().seconds();
            for (Call call : calls) {
                if (call.caller() == operation.index() && !(call.way() instanceof Call.Way.ThroughQueue)) {
                    duration += call.perRequest() * (durations[call.callee()] + Call.NETWORK_SECONDS);
                }
            }
            durations[operation.index()] = duration;
        }
        return durations;
    }
}
