package nightshift.simulate.world.physics;

import nightshift.simulate.world.chance.Dice;
import nightshift.simulate.world.chance.Durations;
import nightshift.simulate.world.chance.Spread;
import nightshift.simulate.world.layout.Call;
import nightshift.simulate.world.layout.Operation;
import nightshift.simulate.world.layout.Wiring;
import nightshift.simulate.world.truth.Users;
import org.jspecify.annotations.Nullable;

/// The way up in a second, callees before callers: how requests and calls fare, which of them end, and how.
public final class Departures {
    private static final double REFUSAL_SECONDS = 0.001;
    /// Until somebody else's service has said that it is too much.
    private static final double LIMIT_SECONDS = 0.03;

    private static final double WARNINGS = 0.002;

    private final Parts parts;
    private final Dice dice;
    private final Wiring wiring;
    private final Prospects prospects;
    private final Mix mix = new Mix();

    public Departures(Parts parts) {
        this.parts = parts;
        this.dice = parts.dice;
        this.wiring = parts.wiring;
        this.prospects = new Prospects(parts);
    }

    public void pass(Fleet fleet, int second) {
        int service = fleet.service().index();
        for (int call : wiring.calls[service]) {
            parts.attempts.look(call);
        }
        for (int operation : wiring.operations[service]) {
            mix.clear();
            for (Pod pod : fleet.pods()) {
                if (pod.alive()) {
                    pass(pod, parts.layout.operations().get(operation), second);
                }
            }
            conclude(operation, second);
        }
    }

    private void pass(Pod pod, Operation operation, int second) {
        Fare fare = prospects.of(pod, operation);
        Served served = pod.process().served[wiring.operationPlace[operation.index()]];
        served.hold = fare.hold();
        if (pod.phase() == Phase.READY) {
            mix.add(fare, served.queueWait, served.queueWait * served.queueWait / 9);
        }
        if (served.active == 0) {
            return;
        }
        dice.at(Dice.Purpose.FINISH, key(pod, wiring.operationPlace[operation.index()]), second);
        double staying = Math.exp(-1 / served.hold);
        int remaining = dice.binomial(served.active - served.started, staying)
                + dice.binomial(served.started, served.hold * (1 - staying));
        int finished = served.active - remaining;
        served.active = remaining;
        if (finished > 0) {
            finish(pod, operation, fare, finished, second);
            double ending = (double) finished / (finished + remaining);
            for (int call : wiring.callsOfOperation[operation.index()]) {
                tell(
                        pod.process().called[wiring.callPlace[call]],
                        call,
                        ending,
                        key(pod, wiring.callPlace[call]),
                        second);
            }
        }
    }

    private static int key(Pod pod, int place) {
        return pod.key() * 64 + place;
    }

    private void finish(Pod pod, Operation operation, Fare fare, int finished, int second) {
        int place = wiring.operationPlace[operation.index()];
        dice.at(Dice.Purpose.OUTCOME, key(pod, place), second);
        double left = 1 - fare.mistakeShare();
        int mistakes = dice.binomial(finished, fare.mistakeShare());
        int errors = dice.binomial(finished - mistakes, fare.errorShare() / left);
        left -= fare.errorShare();
        int failed = dice.binomial(finished - mistakes - errors, left > 0 ? fare.dependencyShare() / left : 0);
        int ok = finished - mistakes - errors - failed;
        Served served = pod.process().served[place];
        double wait = served.queueWait;
        double variance = wait * wait / 9 + fare.okVariance();
        int entry = wiring.entryOfOperation[operation.index()];
        @Nullable Durations users = entry < 0 ? null : parts.users.durations(entry, second);
        Endings endings = served.endings;
        dice.at(Dice.Purpose.DURATION, key(pod, place), second);
        Spread.draw(dice, ok, wait + fare.okMean(), variance, endings.of(Ending.OK), users);
        Spread.draw(dice, mistakes, wait + fare.mistakeMean(), variance, endings.of(Ending.MISTAKE), users);
        Spread.draw(dice, errors, wait + fare.errorMean(), variance, endings.of(Ending.ERROR), users);
        Spread.draw(dice, failed, wait + fare.dependencyMean(), variance, endings.of(Ending.DEPENDENCY), users);
        if (entry >= 0) {
            double late = Spread.longer(wait + fare.okMean(), variance, Users.PATIENCE_SECONDS);
            parts.users.count(entry, second, finished, errors + failed + dice.binomial(ok, late));
        } else if (wiring.entryServed[operation.index()] >= 0) {
            parts.users.count(wiring.entryServed[operation.index()], second, 0, errors + failed);
        }
        int volume = wiring.volumeOfWriter[operation.index()];
        if (volume >= 0) {
            parts.volumes.get(volume).wrote(ok);
        }
        write(pod, finished, errors + failed);
    }

    private void write(Pod pod, int finished, int failed) {
        long[] lines = pod.process().lines;
        lines[Severity.DEBUG.ordinal()] += Math.round(finished * parts.conditions.lines[pod.service()]);
        lines[Severity.INFO.ordinal()] += finished;
        lines[Severity.WARN.ordinal()] += dice.binomial(finished, WARNINGS);
        lines[Severity.ERROR.ordinal()] += failed;
    }

    /// Attempts are told when the requests that made them end.
    private void tell(Called called, int index, double ending, int key, int second) {
        if (called.pending == 0) {
            return;
        }
        dice.at(Dice.Purpose.ATTEMPTS, key, second);
        Attempts attempts = parts.attempts;
        int ended = dice.binomial(called.pending, ending);
        called.pending -= ended;
        int failed = dice.binomial(ended, attempts.failShare[index]);
        int shut = dice.binomial(failed, attempts.handshakeShare[index]);
        int late = dice.binomial(failed - shut, share(attempts.timeoutShare[index], attempts.handshakeShare[index]));
        Call call = parts.layout.calls().get(index);
        double refusals = parts.outlook.refusedShare[call.callee()];
        int refused = dice.binomial(failed - shut - late, refusals);
        int limited = dice.binomial(
                failed - shut - late - refused, share(parts.outlook.limitedShare[call.callee()], refusals));
        Endings endings = called.endings;
        double okMean = attempts.okMean[index];
        Spread.draw(dice, ended - failed, okMean, attempts.okVariance[index], endings.of(Ending.OK), null);
        if (failed > 0) {
            endings.of(Ending.TIMEOUT).add(call.patience().timeoutSeconds(), late);
            endings.of(Ending.REFUSED).add(REFUSAL_SECONDS, refused);
            endings.of(Ending.HANDSHAKE).add(Attempts.HANDSHAKE_SECONDS, shut);
            endings.of(Ending.LIMITED).add(LIMIT_SECONDS, limited);
            double mean = attempts.failMean[index];
            Spread.draw(
                    dice,
                    failed - shut - late - refused - limited,
                    mean,
                    mean * mean / 4,
                    endings.of(Ending.ERROR),
                    null);
        }
    }

    /// A share of what is left by another.
    private static double share(double of, double beside) {
        return beside < 1 ? Math.min(1, of / (1 - beside)) : 0;
    }

    private void conclude(int operation, int second) {
        int incoming = parts.moment.incoming[operation];
        int refused = parts.moment.refused[operation];
        int lost = parts.moment.lost[operation];
        double refusedShare = incoming > 0 ? (double) refused / incoming : 0;
        double limitedShare = incoming > 0 ? (double) parts.moment.limited[operation] / incoming : 0;
        double lostShare = lost == 0 ? 0 : (double) lost / (incoming + lost);
        mix.conclude(parts.outlook, operation, refusedShare, limitedShare, lostShare);
        int entry = wiring.entryServed[operation];
        if (entry >= 0) {
            boolean asked = wiring.entryOfOperation[operation] >= 0;
            parts.users.count(entry, second, asked ? refused + lost : 0, refused + lost);
        }
    }
}
