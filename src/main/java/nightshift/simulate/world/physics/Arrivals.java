package nightshift.simulate.world.physics;

import java.util.List;
import nightshift.simulate.world.chance.Dice;
import nightshift.simulate.world.chance.Waiting;
import nightshift.simulate.world.layout.Call;
import nightshift.simulate.world.layout.Wiring;

/// The way down in a second, callers before callees: requests come to pods, wait for a thread and a core,
/// begin, and call on.
public final class Arrivals {
    private static final int LONGEST_LINE_SECONDS = 5;
    private static final int SHORTEST_LINE = 100;
    private static final double REFUSAL = 0.001;
    /// As often as a pod tries a message again when nothing but such messages heads its partitions.
    private static final double RETRIES_PER_SECOND = 2;

    private static final double SMOOTHING = 0.2;

    private final Parts parts;
    private final Dice dice;
    private final Wiring wiring;
    private final Moment moment;

    public Arrivals(Parts parts) {
        this.parts = parts;
        this.dice = parts.dice;
        this.wiring = parts.wiring;
        this.moment = parts.moment;
    }

    public void pass(Fleet fleet, int second) {
        int service = fleet.service().index();
        List<Pod> takers =
                fleet.pods().stream().filter(pod -> pod.phase() == Phase.READY).toList();
        for (int operation : wiring.operations[service]) {
            int queue = wiring.queueOfConsumer[operation];
            if (queue < 0) {
                split(takers, operation, second);
            } else {
                pull(takers, operation, parts.queues.get(queue), second);
            }
        }
        for (Pod pod : fleet.pods()) {
            if (pod.alive()) {
                begin(pod, second);
            }
        }
    }

    private void split(List<Pod> takers, int operation, int second) {
        int service = parts.layout.operations().get(operation).service();
        int left = parts.conditions.withinQuota(service, moment.incoming[operation], second);
        moment.limited[operation] = moment.incoming[operation] - left;
        if (takers.isEmpty()) {
            moment.refused[operation] += left;
            return;
        }
        dice.at(Dice.Purpose.SPLIT, operation, second);
        for (int taker = 0; taker < takers.size(); taker++) {
            int some = dice.binomial(left, 1.0 / (takers.size() - taker));
            left -= some;
            offer(takers.get(taker), operation, some, second);
        }
    }

    private void offer(Pod pod, int operation, int requests, int second) {
        Pod.Process process = pod.process();
        Served served = process.served[wiring.operationPlace[operation]];
        served.arrivals += requests;
        double work = parts.conditions.work(pod, parts.layout.operations().get(operation));
        double rate =
                Math.min(pod.of().sizing().threads() / Math.max(served.hold, work), parts.conditions.cores(pod) / work);
        int most = (int) Math.max(SHORTEST_LINE, rate * LONGEST_LINE_SECONDS);
        int taken = Math.min(requests, Math.max(0, most - process.waiting()));
        served.line.join(second, taken);
        if (taken < requests) {
            moment.refused[operation] += requests - taken;
            served.endings.of(Ending.REFUSED).add(REFUSAL, requests - taken);
        }
    }

    /// Consumers take as much as they can work on.
    private void pull(List<Pod> takers, int operation, QueueState queue, int second) {
        dice.at(Dice.Purpose.SPLIT, operation, second);
        double poison =
                parts.conditions.poison[parts.layout.operations().get(operation).service()];
        long hung = takers.stream().filter(Pod::hung).count();
        double hanging = takers.isEmpty() ? 0 : (double) hung / takers.size();
        queue.enqueue(dice, moment.incoming[operation], 1 - (1 - hanging) * (1 - poison), second);
        for (Pod pod : takers) {
            Pod.Process process = pod.process();
            Served served = process.served[wiring.operationPlace[operation]];
            if (!process.hung) {
                int room = dice.whole(Math.min(1e6, room(pod, served.hold, work(pod, operation)))) - served.waiting();
                int taken = queue.dequeue(Math.max(0, room));
                served.arrivals += taken;
                served.line.join(second, taken);
                tryAgain(pod, operation, poison * RETRIES_PER_SECOND);
            }
        }
    }

    /// A message that can't be worked on is tried again after a while, and fails again.
    private void tryAgain(Pod pod, int operation, double perSecond) {
        int again = dice.whole(perSecond);
        if (again > 0) {
            Served served = pod.process().served[wiring.operationPlace[operation]];
            served.arrivals += again;
            served.endings.of(Ending.ERROR).add(work(pod, operation), again);
            pod.process().lines[Severity.ERROR.ordinal()] += again;
            pod.process().retried += again * work(pod, operation);
        }
    }

    /// How many requests the pod can begin in this second.
    private double room(Pod pod, double hold, double work) {
        double byThreads =
                Waiting.room(pod.of().sizing().threads(), pod.process().active(), Math.max(hold, 1e-4));
        return Math.min(byThreads, parts.conditions.cores(pod) / work);
    }

    private double work(Pod pod, int operation) {
        return parts.conditions.work(pod, parts.layout.operations().get(operation));
    }

    private void begin(Pod pod, int second) {
        Pod.Process process = pod.process();
        int[] operations = wiring.operations[pod.service()];
        int waiting = process.waiting();
        process.started = 0;
        double startedWork = process.retried;
        process.retried = 0;
        if (waiting > 0) {
            int starts = starts(pod, operations, waiting, second);
            for (int place = 0; place < operations.length; place++) {
                Served served = process.served[place];
                int here = served.line.count();
                int some = waiting == 0 ? 0 : (int) Math.round((double) starts * here / waiting);
                waiting -= here;
                starts -= some;
                start(served, some, second);
                process.started += some;
                startedWork += some * work(pod, operations[place]);
            }
            callOn(pod, operations, second);
        } else {
            for (Served served : process.served) {
                served.started = 0;
                served.queueWait = 0;
            }
        }
        process.startedWork = startedWork;
        process.demand += SMOOTHING * (startedWork - process.demand);
        parts.gates.pass(pod, second);
    }

    private int starts(Pod pod, int[] operations, int waiting, int second) {
        double work = 0;
        double hold = 0;
        for (int place = 0; place < operations.length; place++) {
            Served served = pod.process().served[place];
            work += served.line.count() * work(pod, operations[place]);
            hold += served.line.count() * served.hold;
        }
        double room = room(pod, hold / waiting, work / waiting);
        return Math.min(waiting, dice.at(Dice.Purpose.START, pod.key(), second).whole(Math.min(room, 1e9)));
    }

    private static void start(Served served, int some, int second) {
        int taken = served.line.take(some, second);
        served.started = taken;
        served.active += taken;
        served.queueWait = taken > 0 ? (double) served.line.ages() / taken : served.line.oldest(second);
    }

    /// Calls of those that began; what needs a pool waits at its gate.
    private void callOn(Pod pod, int[] operations, int second) {
        dice.at(Dice.Purpose.CALLS, pod.key(), second);
        for (int place = 0; place < operations.length; place++) {
            int started = pod.process().served[place].started;
            if (started > 0) {
                for (int index : wiring.callsOfOperation[operations[place]]) {
                    attempt(pod, index, started, second);
                }
            }
        }
    }

    private void attempt(Pod pod, int index, int started, int second) {
        Call call = parts.layout.calls().get(index);
        double whole = Math.floor(call.perRequest());
        int first = ((int) whole) * started + dice.binomial(started, call.perRequest() - whole);
        Called called = pod.process().called[wiring.callPlace[index]];
        int again = first;
        int attempts = first;
        for (int retry = 0; retry < call.patience().retries(); retry++) {
            again = dice.binomial(again, parts.attempts.failShare[index]);
            attempts += again;
        }
        called.retries += attempts - first;
        called.attempts += attempts;
        int heard = attempts - dice.binomial(attempts, shut(call));
        switch (call.way()) {
            case Call.Way.Direct() -> {
                called.pending += attempts;
                moment.incoming[call.callee()] += heard;
            }
            case Call.Way.ThroughPool(int pool) -> parts.gates.ask(pod, call, attempts, second);
            case Call.Way.ThroughQueue(int queue) -> {
                called.pending += attempts;
                moment.incoming[call.callee()] += attempts;
            }
        }
    }

    private double shut(Call call) {
        return parts.conditions
                .handshake[parts.layout.operations().get(call.callee()).service()];
    }
}
