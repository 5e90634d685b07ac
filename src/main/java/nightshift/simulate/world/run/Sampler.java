package nightshift.simulate.world.run;

import java.util.ArrayList;
import java.util.List;
import nightshift.simulate.world.chance.Dice;
import nightshift.simulate.world.chance.Spread;
import nightshift.simulate.world.layout.Call;
import nightshift.simulate.world.layout.Operation;
import nightshift.simulate.world.physics.Attempts;
import nightshift.simulate.world.physics.Ending;
import nightshift.simulate.world.physics.Fare;
import nightshift.simulate.world.physics.Fleet;
import nightshift.simulate.world.physics.Parts;
import nightshift.simulate.world.physics.Phase;
import nightshift.simulate.world.physics.Pod;
import nightshift.simulate.world.physics.PoolState;
import nightshift.simulate.world.physics.Prospects;
import nightshift.simulate.world.physics.QueueState;

/// Follows some requests on their way through the world as it is in a second.
final class Sampler {
    private static final int MOST_SPANS = 300;
    private static final double NANOS = 1e9;

    private final Parts parts;
    private final List<Fleet> fleets;
    private final Prospects prospects;
    private final Dice dice;
    private int spans;

    Sampler(Parts parts, List<Fleet> fleets) {
        this.parts = parts;
        this.fleets = fleets;
        this.prospects = new Prospects(parts);
        this.dice = parts.dice;
    }

    List<Trace> traces(int second, double ratio, int most) {
        List<Trace> traces = new ArrayList<>();
        dice.at(Dice.Purpose.TRACE, 0, second);
        for (Operation operation : begun()) {
            int some = dice.binomial(parts.moment.incoming[operation.index()], ratio);
            for (int each = 0; each < some && traces.size() < most; each++) {
                List<Pod> takers = takers(operation);
                if (!takers.isEmpty()) {
                    spans = 0;
                    Pod pod = takers.get(dice.below(takers.size()));
                    double start = second + dice.uniform();
                    traces.add(new Trace(dice.bits(), dice.bits(), follow(operation, pod, start)));
                }
            }
        }
        return traces;
    }

    /// What users ask for and what the clock starts.
    private List<Operation> begun() {
        List<Operation> begun = new ArrayList<>(parts.layout.entries());
        parts.layout
                .schedules()
                .forEach(schedule -> begun.add(parts.layout.operations().get(schedule.operation())));
        return begun;
    }

    private List<Pod> takers(Operation operation) {
        return fleets.get(operation.service()).pods().stream()
                .filter(pod -> pod.phase() == Phase.READY && !pod.hung())
                .toList();
    }

    private Trace.Request follow(Operation operation, Pod pod, double start) {
        Fare fare = prospects.of(pod, operation);
        double queued = pod.served(operation.index()).queueWait();
        double own = queued + Spread.one(dice, fare.ownMean(), fare.ownVariance());
        double chance = dice.uniform();
        Ending ending = chance < fare.mistakeShare()
                ? Ending.MISTAKE
                : chance < fare.mistakeShare() + fare.errorShare() ? Ending.ERROR : Ending.OK;
        List<Trace.Attempt> attempts = new ArrayList<>();
        double now = start + own * 0.7;
        int[] calls = parts.wiring.callsOfOperation[operation.index()];
        for (int place = 0; place < calls.length && ending == Ending.OK; place++) {
            Call call = parts.layout.calls().get(calls[place]);
            int times = dice.whole(call.perRequest());
            for (int time = 0; time < times && ending == Ending.OK && spans < MOST_SPANS; time++) {
                boolean answered = false;
                for (int tries = 0; tries <= call.patience().retries() && !answered; tries++) {
                    Trace.Attempt attempt = attempt(call, pod, now);
                    attempts.add(attempt);
                    now += (attempt.poolWaitNanos() + attempt.span().durationNanos()) / NANOS;
                    answered = attempt.span().ending() == Ending.OK
                            || attempt.span().ending() == Ending.MISTAKE;
                }
                ending = answered || call.patience().optional() ? ending : Ending.DEPENDENCY;
            }
        }
        spans++;
        return new Trace.Request(
                dice.bits(), operation.index(), pod.name(), span(start, now + own * 0.3 - start, ending), attempts);
    }

    private Trace.Attempt attempt(Call call, Pod pod, double start) {
        spans++;
        Operation callee = parts.layout.operations().get(call.callee());
        return switch (call.way()) {
            case Call.Way.Direct() -> answered(call, callee, start, 0);
            case Call.Way.ThroughPool(int pool) -> {
                PoolState state = pod.pool(pool);
                double timeout = parts.layout.pools().get(pool).timeoutSeconds();
                if (dice.chance(state.refusedShare())) {
                    yield new Trace.Attempt(
                            dice.bits(), call.index(), span(start + timeout, 0, Ending.TIMEOUT), nanos(timeout), null);
                }
                double wait = state.waitMean() > 0 ? Math.min(timeout, state.waitMean() * dice.exponential()) : 0;
                yield answered(call, callee, start + wait, wait);
            }
            case Call.Way.ThroughQueue(int queue) -> published(call, callee, parts.queues.get(queue), start);
        };
    }

    private Trace.Attempt answered(Call call, Operation callee, double start, double wait) {
        List<Pod> takers = takers(callee);
        if (dice.chance(parts.conditions.handshake[callee.service()])) {
            return unanswered(call, start, Attempts.HANDSHAKE_SECONDS, Ending.HANDSHAKE, wait);
        }
        double failing = parts.outlook.badShare[callee.index()];
        double bad = failing * parts.outlook.refusedShare[callee.index()];
        if (takers.isEmpty() || dice.chance(bad)) {
            return unanswered(call, start, 0.001, Ending.REFUSED, wait);
        }
        if (dice.chance(failing * parts.outlook.limitedShare[callee.index()])) {
            return unanswered(call, start, 0.03, Ending.LIMITED, wait);
        }
        double there = Call.NETWORK_SECONDS / 2 + Attempts.delay(dice, parts.conditions.loss[call.index()]);
        double back = Call.NETWORK_SECONDS / 2 + Attempts.delay(dice, parts.conditions.loss[call.index()]);
        Trace.Request answer = follow(callee, takers.get(dice.below(takers.size())), start + there);
        double lasted = there + answer.span().durationNanos() / NANOS + back;
        double limit = call.patience().timeoutSeconds();
        Ending ending = lasted > limit ? Ending.TIMEOUT : seen(answer.span().ending());
        return new Trace.Attempt(
                dice.bits(), call.index(), span(start, Math.min(lasted, limit), ending), nanos(wait), answer);
    }

    private Trace.Attempt unanswered(Call call, double start, double seconds, Ending ending, double wait) {
        return new Trace.Attempt(dice.bits(), call.index(), span(start, seconds, ending), nanos(wait), null);
    }

    /// What a caller sees of a callee's ending.
    private static Ending seen(Ending ending) {
        return switch (ending) {
            case OK, MISTAKE, REFUSED, LOST, TIMEOUT, HANDSHAKE, LIMITED -> ending;
            case ERROR, DEPENDENCY -> Ending.ERROR;
        };
    }

    private Trace.Attempt published(Call call, Operation consumer, QueueState queue, double start) {
        List<Pod> takers = takers(consumer);
        double lasted = Spread.one(dice, Attempts.PUBLISH, Attempts.PUBLISH * Attempts.PUBLISH / 4);
        Trace.Request work = takers.isEmpty() || spans >= MOST_SPANS
                ? null
                : follow(consumer, takers.get(dice.below(takers.size())), start + lasted + queue.oldestSeconds());
        return new Trace.Attempt(dice.bits(), call.index(), span(start, lasted, Ending.OK), 0, work);
    }

    private static Trace.Span span(double start, double seconds, Ending ending) {
        return new Trace.Span(nanos(start), nanos(seconds), ending);
    }

    private static long nanos(double seconds) {
        return Math.round(seconds * NANOS);
    }
}
