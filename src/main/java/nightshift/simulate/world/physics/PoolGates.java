package nightshift.simulate.world.physics;

import nightshift.simulate.world.chance.Dice;
import nightshift.simulate.world.chance.Spread;
import nightshift.simulate.world.chance.Waiting;
import nightshift.simulate.world.layout.Call;
import nightshift.simulate.world.layout.Layout;
import nightshift.simulate.world.layout.Pool;
import nightshift.simulate.world.layout.Wiring;

/// Where calls wait for a connection of a pool.
final class PoolGates {
    private static final double SMOOTHING = 0.2;
    private static final double NO_CONNECTION = 1e-3;
    private static final double AT_ONCE = 2e-5;

    private final Layout layout;
    private final Wiring wiring;
    private final Dice dice;
    private final Moment moment;
    private final Conditions conditions;
    private final Attempts attempts;

    PoolGates(Parts parts) {
        this.layout = parts.layout;
        this.wiring = parts.wiring;
        this.dice = parts.dice;
        this.moment = parts.moment;
        this.conditions = parts.conditions;
        this.attempts = parts.attempts;
    }

    void ask(Pod pod, Call call, int asking, int second) {
        pod.process().called[wiring.callPlace[call.index()]].asking += asking;
        pod.pool(Wiring.poolOf(call)).line.join(second, asking);
    }

    /// Gives connections to those who wait in a pod, and sends away who waited too long.
    void pass(Pod pod, int second) {
        for (int index : wiring.pools[pod.service()]) {
            PoolState pool = pod.pool(index);
            if (pool.leaking) {
                double most = Math.min(pool.size(), conditions.poolLeakMost[index]);
                pool.leaked = Math.min(most, pool.leaked + conditions.poolLeak[index]);
            }
            dice.at(Dice.Purpose.POOL, pod.key() * 8 + wiring.poolPlace[index], second);
            pass(pod, pool, layout.pools().get(index), second);
        }
    }

    private void pass(Pod pod, PoolState state, Pool pool, int second) {
        int waiting = state.line.count();
        double use = waiting > 0 ? use(pod, pool, waiting) : 1e-3;
        double room = Waiting.room(state.usable(), state.busy, use);
        int granted = state.line.take(Math.min(waiting, dice.whole(Math.min(room, 1e6))), second);
        double age = granted > 0 ? (double) state.line.ages() / granted : 0;
        int late = state.line.expire((int) Math.ceil(pool.timeoutSeconds()), second);
        state.timeouts += late;
        state.demand += SMOOTHING * (granted * use - state.demand);
        double staying = Math.exp(-1 / use);
        state.busy = dice.binomial(state.busy, staying) + dice.binomial(granted, use * (1 - staying));
        waits(state, granted, age, use);
        if (granted + late > 0) {
            state.refusedShare = (double) late / (granted + late);
        } else if (state.line.count() == 0) {
            state.refusedShare = 0;
        }
        share(pod, pool, granted, late, waiting);
    }

    /// Mean time that those who ask will keep a connection.
    private double use(Pod pod, Pool pool, int waiting) {
        double use = 0;
        for (int call : wiring.calls[pod.service()]) {
            if (Wiring.poolOf(layout.calls().get(call)) == pool.index()) {
                double fails = attempts.failShare[call];
                double held = (1 - fails) * attempts.okMean[call] + fails * attempts.failMean[call];
                use += pod.process().called[wiring.callPlace[call]].asking * held;
            }
        }
        return Math.max(1e-5, use / waiting);
    }

    private void waits(PoolState state, int granted, double age, double use) {
        int servers = Math.max(1, (int) state.usable());
        double busy = Math.min(Waiting.BUSIEST, state.demand / Math.max(state.usable(), NO_CONNECTION));
        double chance = busy > 0 ? Waiting.chance(servers, busy) : 0;
        double stationary = busy > 0 ? Waiting.mean(servers, busy, use, 1) : 0;
        state.waitMean = Math.max(age, stationary);
        int some = age > stationary ? granted : dice.binomial(granted, chance);
        if (granted > some) {
            state.waits.add(AT_ONCE, granted - some);
        }
        double mean = age > stationary ? age : stationary / Math.max(chance, 1e-9);
        Spread.draw(dice, some, mean, age > stationary ? age * age / 4 : mean * mean, state.waits, null);
        Spread.draw(dice, granted, use, use * use / 2, state.uses, null);
    }

    private void share(Pod pod, Pool pool, int granted, int late, int waiting) {
        int left = waiting;
        int grants = granted;
        int lates = late;
        for (int index : wiring.calls[pod.service()]) {
            Call call = layout.calls().get(index);
            Called called = pod.process().called[wiring.callPlace[index]];
            if (Wiring.poolOf(call) != pool.index() || called.asking == 0) {
                continue;
            }
            int here = called.asking;
            int through = (int) Math.round((double) grants * here / left);
            int gone = Math.min(here - through, (int) Math.round((double) lates * here / left));
            called.asking -= through + gone;
            called.pending += through;
            moment.incoming[call.callee()] += through;
            left -= here;
            grants -= through;
            lates -= gone;
        }
    }
}
