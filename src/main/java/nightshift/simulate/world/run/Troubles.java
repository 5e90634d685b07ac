package nightshift.simulate.world.run;

import java.util.List;
import nightshift.simulate.world.design.Fault;
import nightshift.simulate.world.design.Trap;
import nightshift.simulate.world.design.Twin;
import nightshift.simulate.world.design.WorldDesign;
import nightshift.simulate.world.layout.Call;
import nightshift.simulate.world.layout.Layout;
import nightshift.simulate.world.layout.Service;
import nightshift.simulate.world.physics.Conditions;
import nightshift.simulate.world.physics.Fleet;
import nightshift.simulate.world.physics.Phase;
import nightshift.simulate.world.physics.Pod;
import nightshift.simulate.world.physics.Release;

/// Lets begin and end what a design says will befall its world, and sets the conditions that follow.
final class Troubles {
    private static final int PODS_TAKEN_BY_ROLLOUT = 0;

    private final WorldDesign design;
    private final Twin twin;
    private final Layout layout;
    private final List<Fleet> fleets;
    private final Conditions conditions;

    Troubles(WorldDesign design, Twin twin, List<Fleet> fleets, Conditions conditions) {
        this.design = design;
        this.twin = twin;
        this.layout = design.layout();
        this.fleets = fleets;
        this.conditions = conditions;
    }

    void pass(int second) {
        conditions.ordinary();
        for (WorldDesign.Routine routine : design.routine()) {
            if (routine.second() == second) {
                begin(routine);
            }
        }
        if (twin != Twin.UNTROUBLED) {
            for (WorldDesign.PlannedTrap planned : design.traps()) {
                trap(planned.trap(), second - planned.onset());
            }
        }
        if (twin == Twin.AS_DESIGNED) {
            for (WorldDesign.PlannedFault planned : design.faults()) {
                if (second >= planned.onset()) {
                    fault(planned.fault(), second == planned.onset());
                }
            }
        }
    }

    private void begin(WorldDesign.Routine routine) {
        Fleet fleet = fleets.get(routine.service());
        if (routine.rollout()) {
            rollOut(fleet, routine.told());
        } else {
            fleet.restart();
        }
    }

    private static void rollOut(Fleet fleet, boolean told) {
        Release next = Release.good(Release.after(fleet.version()));
        fleet.rollTo(next, PODS_TAKEN_BY_ROLLOUT, told);
    }

    private void fault(Fault fault, boolean begins) {
        switch (fault) {
            case Fault.LeakedPool(int pool, double perMinute, double most) -> {
                conditions.poolLeak[pool] = perMinute / 60;
                conditions.poolLeakMost[pool] = most;
                if (begins) {
                    podsOf(layout.pools().get(pool).service())
                            .forEach(pod -> pod.pool(pool).leak());
                }
            }
            case Fault.SlowDatabase(int database, double factor) -> conditions.work[database] *= factor;
            case Fault.SlowDependency(int service, double factor) -> conditions.work[service] *= factor;
            case Fault.MemoryLeak(int service, double perSecond) -> conditions.leak[service] += perSecond;
            case Fault.LossyLink(int caller, int callee, double loss) -> lose(caller, callee, loss);
            case Fault.BusyProcessor(int service, double share) -> {
                conditions.spin[service] = share;
                if (begins) {
                    podsOf(service).forEach(Pod::spin);
                }
            }
            case Fault.CrashLoop(int service, int pods) -> {
                if (begins) {
                    spoil(fleets.get(service), pods);
                }
            }
            case Fault.BadVersion(int service, double errors, double work) -> {
                if (begins) {
                    rollOut(fleets.get(service), errors, work, true, PODS_TAKEN_BY_ROLLOUT);
                }
            }
            case Fault.NeverReadyVersion(int service, int unavailable) -> {
                if (begins) {
                    rollOut(fleets.get(service), 0, 1, false, unavailable);
                }
            }
            case Fault.FullDisk(int volume, double perSecond, double failing) -> {
                conditions.filling[volume] += perSecond;
                conditions.noRoom[volume] = failing;
            }
            case Fault.ExpiredCertificate(int service, double share) -> conditions.handshake[service] = share;
            case Fault.Quota(int service, double perSecond) -> conditions.quota[service] = perSecond;
            case Fault.PoisonMessage(int service, double share) -> conditions.poison[service] = share;
            case Fault.DeadConsumer(int service, int pods) -> {
                if (begins) {
                    podsOf(service).stream().limit(pods).forEach(Pod::hang);
                }
            }
        }
    }

    private static void spoil(Fleet fleet, int pods) {
        fleet.pods().stream()
                .filter(pod -> pod.phase() == Phase.READY)
                .limit(pods)
                .forEach(pod -> {
                    pod.spoil();
                    fleet.die(pod, false);
                });
    }

    private static void rollOut(Fleet fleet, double errors, double work, boolean becomesReady, int away) {
        fleet.rollTo(new Release(Release.after(fleet.version()), errors, work, becomesReady), away, true);
    }

    private void lose(int caller, int callee, double loss) {
        for (Call call : layout.calls()) {
            if (layout.operations().get(call.caller()).service() == caller
                    && layout.operations().get(call.callee()).service() == callee) {
                conditions.loss[call.index()] = loss;
            }
        }
    }

    private void trap(Trap trap, int age) {
        if (age < 0 || age >= trap.seconds()) {
            return;
        }
        int service = trap.service();
        Fleet fleet = fleets.get(service);
        switch (trap) {
            case Trap.Surge surge -> conditions.users[service] *= surge.factor();
            case Trap.Sale sale ->
                conditions.users[service] *= 1 + (sale.factor() - 1) * Math.min(1, 3.0 * age / sale.seconds());
            case Trap.LogStorm storm -> conditions.lines[service] += storm.linesPerRequest();
            case Trap.Blip blip -> conditions.errors[service] += blip.errors();
            case Trap.NightlyBatch batch -> conditions.taken[service] += batch.share();
            case Trap.CollectorOutage _ ->
                mute(layout.services().get(service).id().namespace());
            case Trap.ScaleDown down -> {
                if (age == 0) {
                    fleet.scaleBy(-down.pods());
                }
            }
            case Trap.InnocentDeployment _, Trap.HealthyRollout _ -> {
                if (age == 0) {
                    rollOut(fleet, true);
                }
            }
        }
    }

    private void mute(String namespace) {
        for (Service service : layout.services()) {
            if (service.id().namespace().equals(namespace)) {
                conditions.mute[service.index()] = true;
            }
        }
    }

    private List<Pod> podsOf(int service) {
        return fleets.get(service).pods();
    }
}
